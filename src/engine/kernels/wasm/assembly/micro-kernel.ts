import { multiplyAdd, relu } from './simd';

/**
 * The inner loops of every matrix product and convolution: a 4 x 8 tile of C += A B, one k at a time.
 *
 * B comes in panels of 8 columns, [k][8]. A comes either as four rows that are contiguous in k (`directTile`), or
 * packed in panels of four rows, [k][4] (`interleavedTile`). 8 accumulators, 2 vectors of B and a splat fit the 16
 * vector registers that V8 has; 5x8, 6x8 and 4x12 spill and fall from 49 to 31-37 GFLOP/s a core with fused
 * multiply-add. So does unrolling over k (34). Without fusing, every shape sits at the two-instructions-a-cycle limit.
 */

/** Bytes at the start of each thread's scratch where a tile goes that sticks out of C. */
export const SPILL_BYTES: usize = 128;

function copyCorner(spill: usize, c: usize, strideBytes: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      store<f32>(c + ((column as usize) << 2), load<f32>(spill + ((row * 8 + column) << 2)));
    }
    c += strideBytes;
  }
}

/**
 * C = bias + A B, then ReLU if asked. Row r of A is read from `p_r` on: `runs` stretches of `runBytes`, each followed by
 * a jump of `jumpBytes` (a convolution's window is one stretch a row). `b` points at 8 biases, then the panel.
 * `rows` and `columns` say how much of the tile is inside C; pointers of rows outside may repeat an inside one.
 */
// @ts-ignore: decorator
@inline
export function directTile(
  p0: usize, p1: usize, p2: usize, p3: usize,
  b: usize, runs: i32, runBytes: usize, jumpBytes: usize,
  c: usize, strideBytes: usize, rows: i32, columns: i32, activate: bool, spill: usize,
): void {
  let a00 = v128.load(b);
  let a01 = v128.load(b, 16);
  let a10 = a00;
  let a11 = a01;
  let a20 = a00;
  let a21 = a01;
  let a30 = a00;
  let a31 = a01;
  b += 32;
  for (let run = 0; run < runs; run++) {
    const end = p0 + runBytes;
    while (p0 < end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const s0 = v128.load32_splat(p0);
      a00 = multiplyAdd(s0, b0, a00);
      a01 = multiplyAdd(s0, b1, a01);
      const s1 = v128.load32_splat(p1);
      a10 = multiplyAdd(s1, b0, a10);
      a11 = multiplyAdd(s1, b1, a11);
      const s2 = v128.load32_splat(p2);
      a20 = multiplyAdd(s2, b0, a20);
      a21 = multiplyAdd(s2, b1, a21);
      const s3 = v128.load32_splat(p3);
      a30 = multiplyAdd(s3, b0, a30);
      a31 = multiplyAdd(s3, b1, a31);
      p0 += 4;
      p1 += 4;
      p2 += 4;
      p3 += 4;
      b += 32;
    }
    p0 += jumpBytes;
    p1 += jumpBytes;
    p2 += jumpBytes;
    p3 += jumpBytes;
  }
  if (activate) {
    a00 = relu(a00);
    a01 = relu(a01);
    a10 = relu(a10);
    a11 = relu(a11);
    a20 = relu(a20);
    a21 = relu(a21);
    a30 = relu(a30);
    a31 = relu(a31);
  }
  const whole = rows == 4 && columns == 8;
  let to = whole ? c : spill;
  const step = whole ? strideBytes : 32;
  v128.store(to, a00);
  v128.store(to, a01, 16);
  to += step;
  v128.store(to, a10);
  v128.store(to, a11, 16);
  to += step;
  v128.store(to, a20);
  v128.store(to, a21, 16);
  to += step;
  v128.store(to, a30);
  v128.store(to, a31, 16);
  if (!whole) copyCorner(spill, c, strideBytes, rows, columns);
}

/**
 * C = A B, or C += A B with `accumulate` (whole tiles only). A is one panel [k][4] and k runs over `runs` stretches of
 * `length`; between them A jumps by `jumpBytes` while B goes straight on.
 */
// @ts-ignore: decorator
@inline
export function interleavedTile(
  a: usize, b: usize, runs: i32, length: i32, jumpBytes: usize,
  c: usize, strideBytes: usize, rows: i32, columns: i32, accumulate: bool, spill: usize,
): void {
  let a00 = f32x4.splat(0);
  let a01 = f32x4.splat(0);
  let a10 = f32x4.splat(0);
  let a11 = f32x4.splat(0);
  let a20 = f32x4.splat(0);
  let a21 = f32x4.splat(0);
  let a30 = f32x4.splat(0);
  let a31 = f32x4.splat(0);
  for (let run = 0; run < runs; run++) {
    const end = a + ((length as usize) << 4);
    while (a < end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const s0 = v128.load32_splat(a);
      a00 = multiplyAdd(s0, b0, a00);
      a01 = multiplyAdd(s0, b1, a01);
      const s1 = v128.load32_splat(a, 4);
      a10 = multiplyAdd(s1, b0, a10);
      a11 = multiplyAdd(s1, b1, a11);
      const s2 = v128.load32_splat(a, 8);
      a20 = multiplyAdd(s2, b0, a20);
      a21 = multiplyAdd(s2, b1, a21);
      const s3 = v128.load32_splat(a, 12);
      a30 = multiplyAdd(s3, b0, a30);
      a31 = multiplyAdd(s3, b1, a31);
      a += 16;
      b += 32;
    }
    a += jumpBytes;
  }
  const whole = rows == 4 && columns == 8;
  let to = whole ? c : spill;
  const step = whole ? strideBytes : 32;
  if (accumulate) {
    a00 = f32x4.add(a00, v128.load(to));
    a01 = f32x4.add(a01, v128.load(to, 16));
    a10 = f32x4.add(a10, v128.load(to + step));
    a11 = f32x4.add(a11, v128.load(to + step, 16));
    a20 = f32x4.add(a20, v128.load(to + 2 * step));
    a21 = f32x4.add(a21, v128.load(to + 2 * step, 16));
    a30 = f32x4.add(a30, v128.load(to + 3 * step));
    a31 = f32x4.add(a31, v128.load(to + 3 * step, 16));
  }
  v128.store(to, a00);
  v128.store(to, a01, 16);
  to += step;
  v128.store(to, a10);
  v128.store(to, a11, 16);
  to += step;
  v128.store(to, a20);
  v128.store(to, a21, 16);
  to += step;
  v128.store(to, a30);
  v128.store(to, a31, 16);
  if (!whole) copyCorner(spill, c, strideBytes, rows, columns);
}
