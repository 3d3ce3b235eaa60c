import { argument, setArgument } from './jobs';
import { COLUMN_SCALE, COLUMN_SQUARES } from './ops';
import { run } from './run';
import { ceilDivide } from './simd';

/**
 * Keras' MaxNorm over axis 0 of [rows, columns]: w *= min(norm, limit) / (1e-7 + norm) for each column. A factor within
 * 1e-6 of 1 is taken as 1, so that a column inside the limit is left alone and a tensor without others isn't written.
 */

/** Chunks of rows, a function of the shape alone: some 32,768 elements each. */
// @ts-ignore: decorator
@inline
function rowsPerChunk(rows: i32, columns: i32): i32 {
  return max(max(1, ceilDivide(rows, 128)), 32768 / columns);
}

export function maxNormChunks(rows: i32, columns: i32): i32 {
  return ceilDivide(rows, rowsPerChunk(rows, columns));
}

/** `parts` takes (chunks + 1) * columns floats. */
export function maxNorm(weights: usize, rows: i32, columns: i32, limit: f32, parts: usize): void {
  setArgument(0, weights as i32);
  setArgument(1, rows);
  setArgument(2, columns);
  setArgument(3, parts as i32);
  const chunks = maxNormChunks(rows, columns);
  run(COLUMN_SQUARES, chunks);
  const factors = parts + (((chunks * columns) as usize) << 2);
  let changed = false;
  for (let column = 0; column < columns; column++) {
    let sum: f64 = 0;
    for (let chunk = 0; chunk < chunks; chunk++) {
      sum += load<f32>(parts + (((chunk * columns + column) as usize) << 2)) as f64;
    }
    const norm = sqrt<f64>(sum);
    let factor = min<f64>(norm, limit as f64) / (1e-7 + norm);
    if (abs<f64>(factor - 1) < 1e-6) factor = 1;
    else changed = true;
    store<f32>(factors + ((column as usize) << 2), factor as f32);
  }
  if (changed) run(COLUMN_SCALE, chunks);
}

/** Item = chunk of rows: sums of squares by column. */
export function columnSquaresItem(item: i32): void {
  const rows = argument(1);
  const columns = argument(2);
  const first = item * rowsPerChunk(rows, columns);
  const last = min(rows, first + rowsPerChunk(rows, columns));
  const sums = (argument(3) as usize) + (((item * columns) as usize) << 2);
  memory.fill(sums, 0, (columns as usize) << 2);
  let from = (argument(0) as usize) + (((first * columns) as usize) << 2);
  for (let row = first; row < last; row++) {
    let to = sums;
    let column = 0;
    for (; column + 4 <= columns; column += 4) {
      const w = v128.load(from);
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(w, w)));
      from += 16;
      to += 16;
    }
    for (; column < columns; column++) {
      const w = load<f32>(from);
      store<f32>(to, load<f32>(to) + w * w);
      from += 4;
      to += 4;
    }
  }
}

export function columnScaleItem(item: i32): void {
  const rows = argument(1);
  const columns = argument(2);
  const first = item * rowsPerChunk(rows, columns);
  const last = min(rows, first + rowsPerChunk(rows, columns));
  const factors = (argument(3) as usize) + (((maxNormChunks(rows, columns) * columns) as usize) << 2);
  let at = (argument(0) as usize) + (((first * columns) as usize) << 2);
  for (let row = first; row < last; row++) {
    for (let column = 0; column < columns; column++) {
      store<f32>(at, load<f32>(at) * load<f32>(factors + ((column as usize) << 2)));
      at += 4;
    }
  }
}
