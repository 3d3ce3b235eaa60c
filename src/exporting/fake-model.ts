import { listParameters, type ParameterSpec, shapeSize } from '../core/layers.ts';
import { type NetworkId, networkLayers } from '../core/networks.ts';
import { fillRandomWords, wordToUnit } from '../core/philox.ts';

/** Weights of tests: random, of the size that training makes them, nothing at its initial value. */
export function trainedLikeWeights(network: NetworkId): Float32Array<ArrayBuffer> {
  const parts = listParameters(networkLayers(network)).map(valuesLike);
  const weights = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    weights.set(part, at);
    at += part.length;
  }
  return weights;
}

function valuesLike({ role, shape, fanIn, fanOut }: ParameterSpec, index: number): Float32Array {
  const words = new Uint32Array(shapeSize(shape));
  fillRandomWords(words, 11, index, 0);
  const [middle, spread] = rangeOf(role, fanIn + fanOut);
  return Float32Array.from(words, (word) => middle + spread * (2 * wordToUnit(word) - 1));
}

function rangeOf(role: ParameterSpec['role'], fans: number): readonly [middle: number, spread: number] {
  switch (role) {
    case 'kernel':
      return [0, 1.25 * Math.sqrt(6 / fans)];
    case 'bias':
      return [0.02, 0.1];
    case 'gamma':
      return [1, 0.4];
    case 'beta':
      return [0.1, 0.3];
    case 'movingMean':
      return [0.3, 0.3];
    case 'movingVariance':
      return [0.6, 0.5];
  }
}
