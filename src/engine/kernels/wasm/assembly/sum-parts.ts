import { argument, setArgument } from './jobs';
import { SUM_PARTS } from './ops';
import { run } from './run';
import { ceilDivide, roundUp } from './simd';

/**
 * Adds the parts of a split product in their order. A part is one row of column sums (the bias' gradient), then the
 * product's rows, columns padded to a multiple of 8, `partRows` rows in all.
 */

const ROWS_PER_ITEM: i32 = 32;

export function sumParts(
  parts: usize,
  count: i32,
  rows: i32,
  columns: i32,
  bias: usize,
  product: usize,
  partRows: i32,
): void {
  setArgument(0, parts as i32);
  setArgument(1, count);
  setArgument(2, rows);
  setArgument(3, columns);
  setArgument(4, bias as i32);
  setArgument(5, product as i32);
  setArgument(6, partRows);
  run(SUM_PARTS, ceilDivide(rows + 1, ROWS_PER_ITEM));
}

/** Item = some rows. */
export function sumPartsItem(item: i32): void {
  const count = argument(1);
  const columns = argument(3);
  const padded = roundUp(columns, 8);
  const partBytes = ((argument(6) * padded) as usize) << 2;
  const last = min(argument(2) + 1, (item + 1) * ROWS_PER_ITEM);
  for (let row = item * ROWS_PER_ITEM; row < last; row++) {
    const from = (argument(0) as usize) + (((row * padded) as usize) << 2);
    let to = row == 0 ? (argument(4) as usize) : (argument(5) as usize) + ((((row - 1) * columns) as usize) << 2);
    if (to == 0) continue;
    for (let column = 0; column < columns; column += 4) {
      let at = from + ((column as usize) << 2);
      let sum = v128.load(at);
      for (let part = 1; part < count; part++) {
        at += partBytes;
        sum = f32x4.add(sum, v128.load(at));
      }
      if (column + 4 <= columns) {
        v128.store(to, sum);
      } else {
        store<f32>(to, f32x4.extract_lane(sum, 0));
        if (column + 1 < columns) store<f32>(to, f32x4.extract_lane(sum, 1), 4);
        if (column + 2 < columns) store<f32>(to, f32x4.extract_lane(sum, 2), 8);
      }
      to += 16;
    }
  }
}
