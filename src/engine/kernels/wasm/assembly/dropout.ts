import { argument, floatArgument, setArgument, setFloatArgument } from './jobs';
import { DROPOUT } from './ops';
import { run } from './run';
import { ceilDivide } from './simd';

/**
 * Dropout with Philox4x32-10, the generator of src/core/philox.ts, four blocks side by side. The mask is a function of
 * (seed, stream, step, element), so the gradient draws it again instead of keeping it: the op is its own gradient.
 */

const ELEMENTS_PER_ITEM: i32 = 16384;

/** y = x * scale where the element's word >= threshold, else 0. In place is allowed. */
export function dropout(
  x: usize, y: usize, count: i32, seed: i32, stream: i32, step: i32, threshold: i32, scale: f32,
): void {
  setArgument(0, x as i32);
  setArgument(1, y as i32);
  setArgument(2, count);
  setArgument(3, seed);
  setArgument(4, stream);
  setArgument(5, step);
  setArgument(6, threshold);
  setFloatArgument(7, scale);
  run(DROPOUT, ceilDivide(count, ELEMENTS_PER_ITEM));
}

// @ts-ignore: decorator
@inline
function lowWords(even: v128, odd: v128): v128 {
  return v128.shuffle<i32>(even, odd, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function highWords(even: v128, odd: v128): v128 {
  return v128.shuffle<i32>(even, odd, 1, 3, 5, 7);
}

export function dropoutItem(item: i32): void {
  const first = item * ELEMENTS_PER_ITEM;
  const last = min(argument(2), first + ELEMENTS_PER_ITEM);
  let x = (argument(0) as usize) + ((first as usize) << 2);
  let y = (argument(1) as usize) + ((first as usize) << 2);
  const step = i32x4.splat(argument(5));
  const threshold = i32x4.splat(argument(6));
  const scale = f32x4.splat(floatArgument(7));
  const multiplier0 = i32x4.splat(0xd2511f53);
  const multiplier1 = i32x4.splat(0xcd9e8d57);
  let block = i32x4.add(i32x4.splat(first >> 2), i32x4(0, 1, 2, 3));
  for (let element = first; element < last; element += 16) {
    let c0 = block;
    let c1 = i32x4.splat(0);
    let c2 = step;
    let c3 = i32x4.splat(0);
    let k0 = argument(3);
    let k1 = argument(4);
    for (let round = 0; round < 10; round++) {
      const low0 = i64x2.extmul_low_i32x4_u(c0, multiplier0);
      const high0 = i64x2.extmul_high_i32x4_u(c0, multiplier0);
      const low1 = i64x2.extmul_low_i32x4_u(c2, multiplier1);
      const high1 = i64x2.extmul_high_i32x4_u(c2, multiplier1);
      c0 = v128.xor(v128.xor(highWords(low1, high1), c1), i32x4.splat(k0));
      c1 = lowWords(low1, high1);
      c2 = v128.xor(v128.xor(highWords(low0, high0), c3), i32x4.splat(k1));
      c3 = lowWords(low0, high0);
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    const keep0 = i32x4.ge_u(c0, threshold);
    const keep1 = i32x4.ge_u(c1, threshold);
    const keep2 = i32x4.ge_u(c2, threshold);
    const keep3 = i32x4.ge_u(c3, threshold);
    // Word i of block j is element 4 j + i: transpose.
    const low01 = v128.shuffle<i32>(keep0, keep1, 0, 4, 1, 5);
    const low23 = v128.shuffle<i32>(keep2, keep3, 0, 4, 1, 5);
    const high01 = v128.shuffle<i32>(keep0, keep1, 2, 6, 3, 7);
    const high23 = v128.shuffle<i32>(keep2, keep3, 2, 6, 3, 7);
    const mask0 = v128.and(v128.shuffle<i32>(low01, low23, 0, 1, 4, 5), scale);
    const mask1 = v128.and(v128.shuffle<i32>(low01, low23, 2, 3, 6, 7), scale);
    const mask2 = v128.and(v128.shuffle<i32>(high01, high23, 0, 1, 4, 5), scale);
    const mask3 = v128.and(v128.shuffle<i32>(high01, high23, 2, 3, 6, 7), scale);
    apply(x, y, mask0, last - element);
    apply(x + 16, y + 16, mask1, last - element - 4);
    apply(x + 32, y + 32, mask2, last - element - 8);
    apply(x + 48, y + 48, mask3, last - element - 12);
    x += 64;
    y += 64;
    block = i32x4.add(block, i32x4.splat(4));
  }
}

// @ts-ignore: decorator
@inline
function apply(x: usize, y: usize, mask: v128, left: i32): void {
  if (left >= 4) {
    v128.store(y, f32x4.mul(v128.load(x), mask));
  } else {
    if (left > 0) store<f32>(y, load<f32>(x) * f32x4.extract_lane(mask, 0));
    if (left > 1) store<f32>(y, load<f32>(x, 4) * f32x4.extract_lane(mask, 1), 4);
    if (left > 2) store<f32>(y, load<f32>(x, 8) * f32x4.extract_lane(mask, 2), 8);
  }
}
