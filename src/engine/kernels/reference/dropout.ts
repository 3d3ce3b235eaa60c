import { fillRandomWords } from '../../../core/philox.ts';
import type { DropoutDraw } from '../wasm/dropout.ts';

/** x / (1 - rate) where the element's random word is at least rate * 2^32, else 0. Its own gradient. */
export function dropout(x: ArrayLike<number>, { seed, stream, step, rate }: DropoutDraw): Float64Array {
  const words = new Uint32Array(x.length);
  fillRandomWords(words, seed, stream, step);
  const threshold = Math.floor(rate * 2 ** 32);
  return Float64Array.from(words, (word, index) => (word >= threshold ? (x[index] ?? Number.NaN) / (1 - rate) : 0));
}
