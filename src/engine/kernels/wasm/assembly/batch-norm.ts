import { argument, setArgument } from './jobs';
import { NORM_APPLY, NORM_GRADIENT, NORM_MOMENTS, NORM_SUMS } from './ops';
import { run } from './run';
import { ceilDivide, multiplyAdd } from './simd';

/**
 * Batch normalisation over rows [rows, c]. Rows are taken in chunks whose size depends on the shape alone. A chunk's
 * moments are taken about its first row (no cancellation when the mean is large) and joined in float64 by the formula of
 * Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979).
 */

// @ts-ignore: decorator
@inline
function chunkRows(rows: i32): i32 {
  return max(128, ceilDivide(rows, 64));
}

/** Chunks that `parts` must hold, two rows of c floats each. */
export function normChunks(rows: i32): i32 {
  return ceilDivide(rows, chunkRows(rows));
}

function setShape(x: usize, rows: i32, c: i32, parts: usize): void {
  setArgument(0, x as i32);
  setArgument(1, rows);
  setArgument(2, c);
  setArgument(3, parts as i32);
}

/** Per channel mean and biased variance of x. */
export function normMoments(x: usize, rows: i32, c: i32, mean: usize, variance: usize, parts: usize): void {
  setShape(x, rows, c, parts);
  const chunks = normChunks(rows);
  const perChunk = chunkRows(rows);
  run(NORM_MOMENTS, chunks);
  for (let channel = 0; channel < c; channel++) {
    const offset = (channel as usize) << 2;
    let count: f64 = 0;
    let average: f64 = 0;
    let squares: f64 = 0;
    for (let chunk = 0; chunk < chunks; chunk++) {
      const part = parts + (((chunk * 2 * c) as usize) << 2) + offset;
      const added = min(perChunk, rows - chunk * perChunk) as f64;
      const distance = (load<f32>(part) as f64) - average;
      const total = count + added;
      average += (distance * added) / total;
      squares += (load<f32>(part + ((c as usize) << 2)) as f64) + (distance * distance * count * added) / total;
      count = total;
    }
    store<f32>(mean + offset, average as f32);
    store<f32>(variance + offset, (squares / count) as f32);
  }
}

/** Item = chunk of rows: mean and sum of squared distances from it, per channel. */
export function normMomentsItem(item: i32): void {
  const rows = argument(1);
  const c = argument(2);
  const first = item * chunkRows(rows);
  const count = min(rows - first, chunkRows(rows));
  const stride = (c as usize) << 2;
  const from = (argument(0) as usize) + (((first * c) as usize) << 2);
  const part = (argument(3) as usize) + (((item * 2 * c) as usize) << 2);
  const inverse = (1 / (count as f32)) as f32;
  let channel = 0;
  for (; channel + 4 <= c; channel += 4) {
    let at = from + ((channel as usize) << 2);
    const shift = v128.load(at);
    let sum = f32x4.splat(0);
    let squares = f32x4.splat(0);
    for (let row = 0; row < count; row++) {
      const distance = f32x4.sub(v128.load(at), shift);
      sum = f32x4.add(sum, distance);
      squares = multiplyAdd(distance, distance, squares);
      at += stride;
    }
    const mean = f32x4.mul(sum, f32x4.splat(inverse));
    const to = part + ((channel as usize) << 2);
    v128.store(to, f32x4.add(mean, shift));
    v128.store(to + stride, f32x4.max(f32x4.sub(squares, f32x4.mul(mean, sum)), f32x4.splat(0)));
  }
  for (; channel < c; channel++) {
    let at = from + ((channel as usize) << 2);
    const shift = load<f32>(at);
    let sum: f32 = 0;
    let squares: f32 = 0;
    for (let row = 0; row < count; row++) {
      const distance = load<f32>(at) - shift;
      sum += distance;
      squares += distance * distance;
      at += stride;
    }
    const to = part + ((channel as usize) << 2);
    store<f32>(to, sum * inverse + shift);
    store<f32>(to + stride, max<f32>(squares - sum * inverse * sum, 0));
  }
}

/** y = gamma (x - mean) / sqrt(variance + epsilon) + beta, as y = x * scale + offset. `parts` holds 2 c floats. */
export function normApply(
  x: usize, y: usize, gamma: usize, beta: usize, mean: usize, variance: usize, rows: i32, c: i32, epsilon: f32,
  parts: usize,
): void {
  for (let channel = 0; channel < c; channel++) {
    const at = (channel as usize) << 2;
    const scale = (load<f32>(gamma + at) as f64) / sqrt<f64>((load<f32>(variance + at) as f64) + (epsilon as f64));
    store<f32>(parts + at, scale as f32);
    store<f32>(parts + at + ((c as usize) << 2), load<f32>(beta + at));
  }
  setShape(x, rows, c, parts);
  setArgument(4, y as i32);
  setArgument(5, mean as i32);
  run(NORM_APPLY, normChunks(rows));
}

export function normApplyItem(item: i32): void {
  const rows = argument(1);
  const c = argument(2);
  const first = item * chunkRows(rows);
  const count = min(rows - first, chunkRows(rows));
  const start = ((first * c) as usize) << 2;
  let from = (argument(0) as usize) + start;
  let to = (argument(4) as usize) + start;
  const scales = argument(3) as usize;
  const offsets = scales + ((c as usize) << 2);
  const means = argument(5) as usize;
  for (let row = 0; row < count; row++) {
    let channel = 0;
    for (; channel + 4 <= c; channel += 4) {
      const at = (channel as usize) << 2;
      const distance = f32x4.sub(v128.load(from), v128.load(means + at));
      v128.store(to, multiplyAdd(distance, v128.load(scales + at), v128.load(offsets + at)));
      from += 16;
      to += 16;
    }
    for (; channel < c; channel++) {
      const at = (channel as usize) << 2;
      store<f32>(to, (load<f32>(from) - load<f32>(means + at)) * load<f32>(scales + at) + load<f32>(offsets + at));
      from += 4;
      to += 4;
    }
  }
}

/**
 * dx, dgamma, dbeta of training-mode normalisation. With d = x - mean, s = 1 / sqrt(variance + epsilon), N rows:
 * dbeta = sum(dy), dgamma = s sum(dy d), dx = gamma s (dy - dbeta / N - d s dgamma / N).
 * `parts` holds 2 c floats a chunk, and 3 c at least.
 */
export function normGradient(
  x: usize, dy: usize, dx: usize, gamma: usize, mean: usize, variance: usize, dGamma: usize, dBeta: usize,
  rows: i32, c: i32, epsilon: f32, parts: usize,
): void {
  setShape(x, rows, c, parts);
  setArgument(4, dy as i32);
  setArgument(5, mean as i32);
  setArgument(6, dx as i32);
  const chunks = normChunks(rows);
  run(NORM_SUMS, chunks);
  const stride = (c as usize) << 2;
  const total = rows as f64;
  for (let channel = 0; channel < c; channel++) {
    const at = (channel as usize) << 2;
    let sum: f64 = 0;
    let products: f64 = 0;
    for (let chunk = 0; chunk < chunks; chunk++) {
      const part = parts + ((chunk * 2) as usize) * stride + at;
      sum += load<f32>(part) as f64;
      products += load<f32>(part + stride) as f64;
    }
    const inverse = 1 / sqrt<f64>((load<f32>(variance + at) as f64) + (epsilon as f64));
    const scale = (load<f32>(gamma + at) as f64) * inverse;
    store<f32>(dBeta + at, sum as f32);
    store<f32>(dGamma + at, (products * inverse) as f32);
    // dx = dy * a + d * b + e; chunk 0's and 1's sums of this channel have been read, so their place is free.
    store<f32>(parts + at, scale as f32);
    store<f32>(parts + at + stride, (-scale * inverse * inverse * products / total) as f32);
    store<f32>(dx + at, (-scale * sum / total) as f32);
  }
  memory.copy(parts + 2 * stride, dx, stride);
  run(NORM_GRADIENT, chunks);
}

/** Item = chunk of rows: sum(dy) and sum(dy (x - mean)) per channel. */
export function normSumsItem(item: i32): void {
  const rows = argument(1);
  const c = argument(2);
  const first = item * chunkRows(rows);
  const count = min(rows - first, chunkRows(rows));
  const stride = (c as usize) << 2;
  const start = ((first * c) as usize) << 2;
  const part = (argument(3) as usize) + (((item * 2 * c) as usize) << 2);
  let channel = 0;
  for (; channel + 4 <= c; channel += 4) {
    const offset = (channel as usize) << 2;
    let x = (argument(0) as usize) + start + offset;
    let dy = (argument(4) as usize) + start + offset;
    const mean = v128.load((argument(5) as usize) + offset);
    let sum = f32x4.splat(0);
    let products = f32x4.splat(0);
    for (let row = 0; row < count; row++) {
      const gradient = v128.load(dy);
      sum = f32x4.add(sum, gradient);
      products = multiplyAdd(gradient, f32x4.sub(v128.load(x), mean), products);
      x += stride;
      dy += stride;
    }
    v128.store(part + offset, sum);
    v128.store(part + offset + stride, products);
  }
  for (; channel < c; channel++) {
    const offset = (channel as usize) << 2;
    let x = (argument(0) as usize) + start + offset;
    let dy = (argument(4) as usize) + start + offset;
    const mean = load<f32>((argument(5) as usize) + offset);
    let sum: f32 = 0;
    let products: f32 = 0;
    for (let row = 0; row < count; row++) {
      sum += load<f32>(dy);
      products += load<f32>(dy) * (load<f32>(x) - mean);
      x += stride;
      dy += stride;
    }
    store<f32>(part + offset, sum);
    store<f32>(part + offset + stride, products);
  }
}

export function normGradientItem(item: i32): void {
  const rows = argument(1);
  const c = argument(2);
  const first = item * chunkRows(rows);
  const count = min(rows - first, chunkRows(rows));
  const start = ((first * c) as usize) << 2;
  const stride = (c as usize) << 2;
  let x = (argument(0) as usize) + start;
  let dy = (argument(4) as usize) + start;
  let dx = (argument(6) as usize) + start;
  const scales = argument(3) as usize;
  const means = argument(5) as usize;
  for (let row = 0; row < count; row++) {
    let channel = 0;
    for (; channel + 4 <= c; channel += 4) {
      const at = (channel as usize) << 2;
      const distance = f32x4.sub(v128.load(x), v128.load(means + at));
      const shifted = multiplyAdd(distance, v128.load(scales + at + stride), v128.load(scales + at + 2 * stride));
      v128.store(dx, multiplyAdd(v128.load(dy), v128.load(scales + at), shifted));
      x += 16;
      dy += 16;
      dx += 16;
    }
    for (; channel < c; channel++) {
      const at = (channel as usize) << 2;
      const distance = load<f32>(x) - load<f32>(means + at);
      const shifted = distance * load<f32>(scales + at + stride) + load<f32>(scales + at + 2 * stride);
      store<f32>(dx, load<f32>(dy) * load<f32>(scales + at) + shifted);
      x += 4;
      dy += 4;
      dx += 4;
    }
  }
}
