import { argument, setArgument } from './jobs';
import { RELU_GRADIENT } from './ops';
import { run } from './run';
import { ceilDivide, roundUp, whereActive } from './simd';
import { sumParts } from './sum-parts';

/** dz = dy where y > 0 and the bias' gradient, in one pass, for where the two aren't folded into a product. */

const CHUNKS: i32 = 32;

/**
 * dz (unless 0: not wanted) and dBias = column sums of dz, over [rows, c]. `y` 0 means no ReLU to undo.
 * `parts` takes 32 * roundUp(c, 8) floats.
 */
export function reluBiasGradient(y: usize, dy: usize, dz: usize, dBias: usize, rows: i32, c: i32, parts: usize): void {
  setArgument(0, y as i32);
  setArgument(1, dy as i32);
  setArgument(2, dz as i32);
  setArgument(3, parts as i32);
  setArgument(4, rows);
  setArgument(5, c);
  run(RELU_GRADIENT, CHUNKS);
  sumParts(parts, CHUNKS, 0, c, dBias, 0, 1);
}

/** Item = chunk of rows. */
export function reluGradientItem(item: i32): void {
  const rows = argument(4);
  const c = argument(5);
  const chunkRows = ceilDivide(rows, CHUNKS);
  const first = min(rows, item * chunkRows);
  const last = min(rows, first + chunkRows);
  const stride = (c as usize) << 2;
  const start = (first as usize) * stride;
  const sums = (argument(3) as usize) + (((item * roundUp(c, 8)) as usize) << 2);
  const hasY = argument(0) != 0;
  const hasDz = argument(2) != 0;
  for (let channel = 0; channel < c; channel += 4) {
    const at = start + ((channel as usize) << 2);
    let y = (argument(0) as usize) + at;
    let dy = (argument(1) as usize) + at;
    let dz = (argument(2) as usize) + at;
    if (channel + 4 <= c) {
      let sum = f32x4.splat(0);
      for (let row = first; row < last; row++) {
        let value = v128.load(dy);
        if (hasY) value = whereActive(value, v128.load(y));
        if (hasDz) v128.store(dz, value);
        sum = f32x4.add(sum, value);
        y += stride;
        dy += stride;
        dz += stride;
      }
      v128.store(sums + ((channel as usize) << 2), sum);
    } else {
      for (let rest = channel; rest < c; rest++) {
        const offset = ((rest - channel) as usize) << 2;
        let sum: f32 = 0;
        for (let row = 0; row < last - first; row++) {
          const move = (row as usize) * stride + offset;
          const value: f32 = hasY && !(load<f32>(y + move) > 0) ? 0 : load<f32>(dy + move);
          if (hasDz) store<f32>(dz + move, value);
          sum += value;
        }
        store<f32>(sums + ((rest as usize) << 2), sum);
      }
    }
  }
}
