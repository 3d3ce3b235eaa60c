/**
 * Philox4x32-10, the counter-based generator of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC11).
 *
 * Every random choice of a run is a pure function of (seed, stream, step, element), so it does not matter in which
 * order, on which thread or on which backend it is drawn. Key = (seed, stream); counter = (element / 4, 0, step, 0),
 * and the element takes word `element % 4` of the block.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** High 32 bits of the 64-bit product of two unsigned 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const lowLow = aLow * bLow;
  const highLow = aHigh * bLow + (lowLow >>> 16);
  const lowHigh = aLow * bHigh + (highLow & 0xffff);
  return (aHigh * bHigh + (highLow >>> 16) + (lowHigh >>> 16)) >>> 0;
}

/**
 * One block of four unsigned 32-bit words, written to `out[0..3]`.
 * All arguments are unsigned 32-bit integers.
 */
export function philoxBlock(
  out: Uint32Array,
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
  key0: number,
  key1: number,
): void {
  let c0 = counter0 >>> 0;
  let c1 = counter1 >>> 0;
  let c2 = counter2 >>> 0;
  let c3 = counter3 >>> 0;
  let k0 = key0 >>> 0;
  let k1 = key1 >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** Fills `out` with unsigned 32-bit words for elements 0, 1, 2, … of (seed, stream, step). */
export function fillRandomWords(out: Uint32Array, seed: number, stream: number, step: number): void {
  const block = new Uint32Array(4);
  for (let element = 0; element < out.length; element += 4) {
    philoxBlock(block, element >>> 2, 0, step, 0, seed, stream);
    out.set(out.length - element >= 4 ? block : block.subarray(0, out.length - element), element);
  }
}

/** A word as a float in [0, 1) with 24 random bits, exact in float32. */
export function wordToUnit(word: number): number {
  return (word >>> 8) / 0x1000000;
}

/**
 * A random permutation of `items` (Fisher-Yates, Durstenfeld's form), in place.
 * The index is drawn by multiply-and-shift; its bias is below items.length / 2^32.
 */
export function shuffleInPlace(items: Uint32Array, seed: number, stream: number, step: number): void {
  const words = new Uint32Array(items.length);
  fillRandomWords(words, seed, stream, step);
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = multiplyHigh(words[last] ?? 0, last + 1);
    const held = items[last] ?? 0;
    items[last] = items[chosen] ?? 0;
    items[chosen] = held;
  }
}
