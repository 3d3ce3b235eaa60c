import { argument, scratch, setArgument } from './jobs';
import { directTile, interleavedTile, SPILL_BYTES } from './micro-kernel';
import { DENSE, DENSE_FINISH, DENSE_INPUT_GRADIENT, DENSE_KERNEL_GRADIENT } from './ops';
import { packBias, packColumns, panelBytes } from './pack';
import { run } from './run';
import { ceilDivide, roundUp } from './simd';

/**
 * Dense layers. Forward splits the inner dimension (up to 100,352 long) into chunks of a size that depends on the layer
 * alone; each chunk has sums of its own, which are added in order.
 */

/** Rows of the kernel packed at a time: 256 x 300 x 4 bytes stay in the L2 cache beside the batch's inputs. */
const BLOCK_ROWS: i32 = 256;
/** Inputs an item of the gradients takes: 64 floats, four whole cache lines of each row of dx. */
const INPUTS_PER_ITEM: i32 = 64;
const BATCH_ROWS_PER_ITEM: i32 = 16;

/** y = x kernel + bias, ReLU if `activate`. `parts` takes chunks * roundUp(n, 4) * roundUp(o, 8) floats. */
export function dense(
  x: usize,
  kernel: usize,
  bias: usize,
  y: usize,
  n: i32,
  i: i32,
  o: i32,
  activate: i32,
  parts: usize,
  chunks: i32,
): void {
  setArgument(0, x as i32);
  setArgument(1, kernel as i32);
  setArgument(2, parts as i32);
  setArgument(3, n);
  setArgument(4, i);
  setArgument(5, o);
  setArgument(6, chunks);
  setArgument(7, bias as i32);
  setArgument(8, y as i32);
  setArgument(9, activate);
  run(DENSE, chunks);
  run(DENSE_FINISH, ceilDivide(n, BATCH_ROWS_PER_ITEM));
}

/** Item = chunk of the inner dimension. */
export function denseItem(item: i32): void {
  const n = argument(3);
  const i = argument(4);
  const o = argument(5);
  const chunkRows = ceilDivide(i, argument(6));
  const first = item * chunkRows;
  const last = min(i, first + chunkRows);
  const columns = roundUp(o, 8);
  const rowBytes = (i as usize) << 2;
  const outBytes = (columns as usize) << 2;
  const part = (argument(2) as usize) + (item as usize) * (roundUp(n, 4) as usize) * outBytes;
  const spill = scratch();
  const panels = spill + SPILL_BYTES;
  const sums = panels + ((columns as usize) >> 3) * panelBytes(BLOCK_ROWS);
  if (first >= last) memory.fill(part, 0, (roundUp(n, 4) as usize) * outBytes);
  for (let start = first; start < last; start += BLOCK_ROWS) {
    const rows = min(BLOCK_ROWS, last - start);
    const bytes = panelBytes(rows);
    const from = (argument(1) as usize) + (((start * o) as usize) << 2);
    for (let column = 0; column < columns; column += 8) {
      const panel = panels + ((column as usize) >> 3) * bytes;
      packBias(panel, 0, 0, 0);
      packColumns(panel + 32, from, rows, (o as usize) << 2, column, o);
    }
    for (let row = 0; row < n; row += 4) {
      const p0 = (argument(0) as usize) + (row as usize) * rowBytes + ((start as usize) << 2);
      const p1 = row + 1 < n ? p0 + rowBytes : p0;
      const p2 = row + 2 < n ? p0 + 2 * rowBytes : p0;
      const p3 = row + 3 < n ? p0 + 3 * rowBytes : p0;
      const to = part + (row as usize) * outBytes;
      const target = start == first ? to : sums;
      for (let column = 0; column < columns; column += 8) {
        directTile(
          p0,
          p1,
          p2,
          p3,
          panels + ((column as usize) >> 3) * bytes,
          1,
          (rows as usize) << 2,
          0,
          target + ((column as usize) << 2),
          outBytes,
          4,
          8,
          false,
          spill,
        );
      }
      if (start != first) {
        for (let at: usize = 0; at < 4 * outBytes; at += 16) {
          v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(sums + at)));
        }
      }
    }
  }
}

/** Item = rows of the batch: adds the chunks, then bias and ReLU. */
export function denseFinishItem(item: i32): void {
  const n = argument(3);
  const o = argument(5);
  const chunks = argument(6);
  const columns = roundUp(o, 8);
  const partBytes = ((roundUp(n, 4) * columns) as usize) << 2;
  const bias = argument(7) as usize;
  const last = min(n, (item + 1) * BATCH_ROWS_PER_ITEM);
  for (let row = item * BATCH_ROWS_PER_ITEM; row < last; row++) {
    const from = (argument(2) as usize) + (((row * columns) as usize) << 2);
    const to = (argument(8) as usize) + (((row * o) as usize) << 2);
    for (let column = 0; column < o; column += 4) {
      let at = from + ((column as usize) << 2);
      let sum = v128.load(at);
      for (let chunk = 1; chunk < chunks; chunk++) {
        at += partBytes;
        sum = f32x4.add(sum, v128.load(at));
      }
      // The columns past the last one are zeros in every part, and their place in `from` is free to use.
      v128.store(from + ((column as usize) << 2), sum);
    }
    for (let column = 0; column < o; column++) {
      const offset = (column as usize) << 2;
      const value = load<f32>(from + offset) + (bias != 0 ? load<f32>(bias + offset) : 0);
      store<f32>(to + offset, argument(9) != 0 && value < 0 ? 0 : value);
    }
  }
}

/**
 * dx (unless 0), dKernel, dBias from x, the layer's output `y` after ReLU (0: there was none) and its gradient.
 * Scratch: `dz` for n * o floats, `panels` for roundUp(o, 8) * n.
 */
export function denseGradients(
  x: usize,
  kernel: usize,
  y: usize,
  dy: usize,
  dx: usize,
  dKernel: usize,
  dBias: usize,
  n: i32,
  i: i32,
  o: i32,
  dz: usize,
  panels: usize,
): void {
  const columns = roundUp(o, 8);
  for (let column = 0; column < o; column++) {
    let sum: f32 = 0;
    let at = (column as usize) << 2;
    for (let row = 0; row < n; row++) {
      const value = y == 0 || load<f32>(y + at) > 0 ? load<f32>(dy + at) : 0;
      store<f32>(dz + at, value);
      sum += value;
      at += (o as usize) << 2;
    }
    if (dBias != 0) store<f32>(dBias + ((column as usize) << 2), sum);
  }
  for (let column = 0; column < columns; column += 8) {
    packColumns(panels + (((column * n) as usize) << 2), dz, n, (o as usize) << 2, column, o);
  }
  setArgument(0, x as i32);
  setArgument(1, kernel as i32);
  setArgument(2, dz as i32);
  setArgument(3, n);
  setArgument(4, i);
  setArgument(5, o);
  setArgument(6, panels as i32);
  setArgument(7, dx as i32);
  setArgument(8, dKernel as i32);
  run(DENSE_KERNEL_GRADIENT, ceilDivide(i, INPUTS_PER_ITEM));
  if (dx != 0) run(DENSE_INPUT_GRADIENT, ceilDivide(i, INPUTS_PER_ITEM));
}

/** Item = some rows of the kernel, dKernel = xT dz. */
export function denseKernelGradientItem(item: i32): void {
  const n = argument(3);
  const i = argument(4);
  const o = argument(5);
  const first = item * INPUTS_PER_ITEM;
  const last = min(i, first + INPUTS_PER_ITEM);
  const spill = scratch();
  const blocks = spill + SPILL_BYTES;
  const x = argument(0) as usize;
  for (let block = first; block < last; block += 4) {
    let to = blocks + ((((block - first) * n) as usize) << 2);
    let from = x + ((block as usize) << 2);
    for (let row = 0; row < n; row++) {
      if (block + 4 <= last) {
        v128.store(to, v128.load(from));
      } else {
        for (let j = 0; j < 4; j++) store<f32>(to + (j << 2), block + j < last ? load<f32>(from + (j << 2)) : 0);
      }
      from += (i as usize) << 2;
      to += 16;
    }
  }
  for (let column = 0; column < o; column += 8) {
    const panel = (argument(6) as usize) + (((column * n) as usize) << 2);
    for (let block = first; block < last; block += 4) {
      interleavedTile(
        blocks + ((((block - first) * n) as usize) << 2),
        panel,
        1,
        n,
        0,
        (argument(8) as usize) + (((block * o + column) as usize) << 2),
        (o as usize) << 2,
        min(4, last - block),
        min(8, o - column),
        false,
        spill,
      );
    }
  }
}

/** Item = some columns of dx = dz kernelT. */
export function denseInputGradientItem(item: i32): void {
  const n = argument(3);
  const i = argument(4);
  const o = argument(5);
  const first = item * INPUTS_PER_ITEM;
  const last = min(i, first + INPUTS_PER_ITEM);
  const spill = scratch();
  const panels = spill + SPILL_BYTES;
  const bytes = panelBytes(o);
  const rowBytes = (o as usize) << 2;
  for (let column = first; column < last; column += 8) {
    const panel = panels + (((column - first) as usize) >> 3) * bytes;
    packBias(panel, 0, 0, 0);
    packTransposed(panel + 32, (argument(1) as usize) + (column as usize) * rowBytes, o, min(8, last - column));
  }
  for (let row = 0; row < n; row += 4) {
    const p0 = (argument(2) as usize) + (row as usize) * rowBytes;
    const p1 = row + 1 < n ? p0 + rowBytes : p0;
    const p2 = row + 2 < n ? p0 + 2 * rowBytes : p0;
    const p3 = row + 3 < n ? p0 + 3 * rowBytes : p0;
    for (let column = first; column < last; column += 8) {
      directTile(
        p0,
        p1,
        p2,
        p3,
        panels + (((column - first) as usize) >> 3) * bytes,
        1,
        rowBytes,
        0,
        (argument(7) as usize) + (((row * i + column) as usize) << 2),
        (i as usize) << 2,
        min(4, n - row),
        min(8, last - column),
        false,
        spill,
      );
    }
  }
}

/** `rows` (at most 8) contiguous rows of `length` floats into a panel [length][8]. */
function packTransposed(to: usize, from: usize, length: i32, rows: i32): void {
  const stride = (length as usize) << 2;
  for (let half = 0; half < 8; half += 4) {
    let out = to + ((half as usize) << 2);
    let at = from + (half as usize) * stride;
    const whole = rows - half >= 4 ? length & ~3 : 0;
    for (let k = 0; k < whole; k += 4) {
      const r0 = v128.load(at);
      const r1 = v128.load(at + stride);
      const r2 = v128.load(at + 2 * stride);
      const r3 = v128.load(at + 3 * stride);
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(out, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
      v128.store(out, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 32);
      v128.store(out, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 64);
      v128.store(out, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 96);
      at += 16;
      out += 128;
    }
    for (let k = whole; k < length; k++) {
      for (let j = 0; j < 4; j++) {
        store<f32>(out + (j << 2), half + j < rows ? load<f32>(at + (j as usize) * stride) : 0);
      }
      at += 4;
      out += 32;
    }
  }
}
