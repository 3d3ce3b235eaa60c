import { scratch } from './jobs';
import { directTile, interleavedTile } from './micro-kernel';
import { panelBytes } from './pack';
import { multiplyAdd, relu, roundUp } from './simd';

/**
 * 5x5 convolutions by Winograd's F(4, 5) along the rows alone (Lavin and Gray 2015, in one dimension): four outputs of a
 * row take 8 products where the definition takes 20, and the five rows of the filter are summed as they always are. In
 * two dimensions the transforms of a layer of 16 channels would cost as much as they save, and the errors would square.
 *
 * The points are 0, 1, -1, 2, -2, 1/2, -1/2 and infinity. Errors are some five times those of the direct sum.
 */

const SIZE: i32 = 5;
const PLANES: i32 = 8;
/** Tiles multiplied at a time: their products stay in the L1 and L2 caches until they are transformed back. */
const BLOCK_TILES: i32 = 56;

/** A cache line more than the floats: planes of a power of two bytes would share a set of the L1 cache. */
// @ts-ignore: decorator
@inline
function planeBytes(floats: i32): usize {
  return ((floats as usize) << 2) + 64;
}

/** Narrow layers spend more in the transforms than they save. */
export function suitsRows(size: i32, ci: i32, co: i32): bool {
  return size == SIZE && ci >= 16 && co >= 16 && ci % 8 == 0 && co % 8 == 0;
}

/** Width of the padded image whose tiles of eight pixels, four apart, cover `out` outputs of a row. */
export function rowsWidth(out: i32): i32 {
  return roundUp(out, 4) + 4;
}

// @ts-ignore: decorator
@inline
function rowTiles(out: i32): i32 {
  return (out + 3) >> 2;
}

// @ts-ignore: decorator
@inline
function storeSumAndDifference(to: usize, plane: usize, a: v128, b: v128): void {
  v128.store(to, f32x4.add(a, b));
  v128.store(to + plane, f32x4.sub(a, b));
}

// @ts-ignore: decorator
@inline
function scaled(v: v128, factor: f32): v128 {
  return f32x4.mul(v, f32x4.splat(factor));
}

/** a * factor + b. */
// @ts-ignore: decorator
@inline
function plusScaled(a: v128, factor: f32, b: v128): v128 {
  return multiplyAdd(a, f32x4.splat(factor), b);
}

/** BT d of one tile, four channels: 8 vectors, `plane` bytes apart. */
// @ts-ignore: decorator
@inline
function transformInput(from: usize, pixelBytes: usize, to: usize, plane: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + pixelBytes);
  const d2 = v128.load(from + 2 * pixelBytes);
  const d3 = v128.load(from + 3 * pixelBytes);
  const d4 = v128.load(from + 4 * pixelBytes);
  const d5 = v128.load(from + 5 * pixelBytes);
  const d6 = v128.load(from + 6 * pixelBytes);
  const d7 = v128.load(from + 7 * pixelBytes);
  v128.store(to, plusScaled(f32x4.sub(d4, d2), 5.25, f32x4.sub(d0, d6)));
  storeSumAndDifference(
    to + plane, plane, plusScaled(d4, -4.25, f32x4.add(d2, d6)), plusScaled(d3, -4.25, f32x4.add(d1, d5)),
  );
  storeSumAndDifference(
    to + 3 * plane, plane,
    plusScaled(d2, 0.25, plusScaled(d4, -1.25, d6)), plusScaled(d1, 0.5, plusScaled(d3, -2.5, f32x4.add(d5, d5))),
  );
  storeSumAndDifference(
    to + 5 * plane, plane,
    plusScaled(d2, 4, plusScaled(d4, -5, d6)), plusScaled(d5, 0.5, plusScaled(d3, -2.5, f32x4.add(d1, d1))),
  );
  v128.store(to + 7 * plane, plusScaled(f32x4.sub(d3, d5), 5.25, f32x4.sub(d7, d1)));
}

/** BT d of a padded image: the tiles of all its rows, `tileStep` bytes apart, four channels each `channelStep`. */
// @ts-ignore: decorator
@inline
function transformImage(
  to: usize, image: usize, width: i32, c: i32, rows: i32, tiles: i32, tileStep: usize, channelStep: usize, plane: usize,
): void {
  const pixelBytes = (c as usize) << 2;
  for (let row = 0; row < rows; row++) {
    let line = image + ((row * width) as usize) * pixelBytes;
    for (let tile = 0; tile < tiles; tile++) {
      let from = line;
      let at = to;
      for (let channel = 0; channel < c; channel += 4) {
        transformInput(from, pixelBytes, at, plane);
        from += 16;
        at += channelStep;
      }
      line += 4 * pixelBytes;
      to += tileStep;
    }
  }
}

/** Four columns of one filter tap and input channel; turned by 180 degrees with its channels swapped for dx. */
// @ts-ignore: decorator
@inline
function tap(filter: usize, index: i32, row: i32, column: i32, rows: i32, columns: i32, turned: bool): v128 {
  if (!turned) return v128.load(filter + ((((index * rows + row) * columns + column) as usize) << 2));
  const at = filter + (((((SIZE * SIZE - 1 - index) * columns + column) * rows + row) as usize) << 2);
  const step = (rows as usize) << 2;
  return f32x4(load<f32>(at), load<f32>(at + step), load<f32>(at + 2 * step), load<f32>(at + 3 * step));
}

/** Bytes of a filter packed by `packRowsFilter`. */
export function rowsFilterBytes(rows: i32, columns: i32): i32 {
  return PLANES * ((columns >> 3) * (panelBytes(SIZE * rows) as i32) + 64) + columns * 4;
}

/**
 * G g of all channels, as 8 planes of panels with rows (y, channel), then the bias. `rows` are the channels summed over,
 * `columns` the output's; for `turned` the filter is stored [5, 5, columns, rows].
 */
export function packRowsFilter(to: usize, filter: usize, bias: usize, rows: i32, columns: i32, turned: bool): void {
  const panel = panelBytes(SIZE * rows);
  const plane = ((columns as usize) >> 3) * panel + 64;
  for (let column = 0; column < columns; column += 4) {
    let at = to + ((column as usize) >> 3) * panel + (((column & 7) as usize) << 2);
    for (let index: usize = 0; index < 8; index++) v128.store(at + index * plane, f32x4.splat(0));
    at += 32;
    for (let y = 0; y < SIZE; y++) {
      for (let row = 0; row < rows; row++) {
        const g0 = tap(filter, y * SIZE, row, column, rows, columns, turned);
        const g1 = tap(filter, y * SIZE + 1, row, column, rows, columns, turned);
        const g2 = tap(filter, y * SIZE + 2, row, column, rows, columns, turned);
        const g3 = tap(filter, y * SIZE + 3, row, column, rows, columns, turned);
        const g4 = tap(filter, y * SIZE + 4, row, column, rows, columns, turned);
        v128.store(at, g0);
        storeSumAndDifference(
          at + plane, plane, scaled(f32x4.add(g0, f32x4.add(g2, g4)), -2.0 / 9.0), scaled(f32x4.add(g1, g3), -2.0 / 9.0),
        );
        storeSumAndDifference(
          at + 3 * plane, plane,
          scaled(plusScaled(g4, 16, plusScaled(g2, 4, g0)), 1.0 / 90.0),
          scaled(plusScaled(g3, 8, f32x4.add(g1, g1)), 1.0 / 90.0),
        );
        storeSumAndDifference(
          at + 5 * plane, plane,
          scaled(plusScaled(g4, 1.0 / 16.0, plusScaled(g2, 0.25, g0)), 32.0 / 45.0),
          scaled(plusScaled(g3, 0.125, scaled(g1, 0.5)), 32.0 / 45.0),
        );
        v128.store(at + 7 * plane, g4);
        at += 32;
      }
    }
  }
  const biases = to + 8 * plane;
  if (bias != 0) memory.copy(biases, bias, (columns as usize) << 2);
  else memory.fill(biases, 0, (columns as usize) << 2);
}

/** Four tiles are multiplied at a time, so up to three past the last one are read. */
// @ts-ignore: decorator
@inline
function inputPlane(c: i32, oh: i32, ow: i32): usize {
  return planeBytes(((oh + SIZE - 1) * rowTiles(ow) + 3) * c);
}

/** Scratch bytes of `convolveRows`. */
export function rowsBytes(c: i32, columns: i32, oh: i32, ow: i32): i32 {
  return PLANES * ((inputPlane(c, oh, ow) + planeBytes(BLOCK_TILES * columns)) as i32);
}

/** Convolves one padded image, `width` pixels a row (`rowsWidth`), with a packed filter. */
export function convolveRows(
  image: usize, width: i32, c: i32, oh: i32, ow: i32,
  packed: usize, columns: i32, out: usize, outPixelBytes: usize, activate: bool, space: usize,
): void {
  const across = rowTiles(ow);
  const tiles = oh * across;
  const pixelBytes = (c as usize) << 2;
  const plane = inputPlane(c, oh, ow);
  transformImage(space, image, width, c, oh + SIZE - 1, across, pixelBytes, 16, plane);
  const products = space + 8 * plane;
  const outPlane = planeBytes(BLOCK_TILES * columns);
  const outRow = (columns as usize) << 2;
  const panel = panelBytes(SIZE * c);
  const filterPlane = ((columns as usize) >> 3) * panel + 64;
  const bias = packed + 8 * filterPlane;
  const jump = ((across - 1) as usize) * pixelBytes;
  const spill = scratch();
  for (let first = 0; first < tiles; first += BLOCK_TILES) {
    const count = min(BLOCK_TILES, tiles - first);
    const from = space + (first as usize) * pixelBytes;
    for (let index: usize = 0; index < 8; index++) {
      for (let column = 0; column < columns; column += 8) {
        const b = packed + index * filterPlane + ((column as usize) >> 3) * panel;
        for (let tile = 0; tile < count; tile += 4) {
          const p = from + index * plane + (tile as usize) * pixelBytes;
          directTile(
            p, p + pixelBytes, p + 2 * pixelBytes, p + 3 * pixelBytes, b, SIZE, pixelBytes, jump,
            products + index * outPlane + (tile as usize) * outRow + ((column as usize) << 2), outRow, 4, 8, false, spill,
          );
        }
      }
    }
    for (let tile = 0; tile < count; tile++) {
      const y = (first + tile) / across;
      const x = ((first + tile) % across) * 4;
      const at = out + ((y * ow + x) as usize) * outPixelBytes;
      const product = products + (tile as usize) * outRow;
      for (let column: usize = 0; column < outRow; column += 16) {
        const b = v128.load(bias + column);
        transformOutput(product + column, outPlane, b, at + column, outPixelBytes, ow - x, activate);
      }
    }
  }
}

/** AT m + bias, the `inside` (or four) pixels that are inside the image. */
// @ts-ignore: decorator
@inline
function transformOutput(
  from: usize, plane: usize, bias: v128, to: usize, pixelBytes: usize, inside: i32, activate: bool,
): void {
  const m1 = v128.load(from + plane);
  const m2 = v128.load(from + 2 * plane);
  const m3 = v128.load(from + 3 * plane);
  const m4 = v128.load(from + 4 * plane);
  const m5 = v128.load(from + 5 * plane);
  const m6 = v128.load(from + 6 * plane);
  const s1 = f32x4.add(m1, m2);
  const t1 = f32x4.sub(m1, m2);
  const s2 = f32x4.add(m3, m4);
  const t2 = f32x4.sub(m3, m4);
  const s3 = f32x4.add(m5, m6);
  const t3 = f32x4.sub(m5, m6);
  let y0 = f32x4.add(bias, f32x4.add(f32x4.add(v128.load(from), s1), f32x4.add(s2, s3)));
  let y1 = f32x4.add(bias, plusScaled(t3, 0.5, plusScaled(t2, 2, t1)));
  let y2 = f32x4.add(bias, plusScaled(s3, 0.25, plusScaled(s2, 4, s1)));
  let y3 = f32x4.add(bias, plusScaled(t3, 0.125, plusScaled(t2, 8, f32x4.add(t1, v128.load(from + 7 * plane)))));
  if (activate) {
    y0 = relu(y0);
    y1 = relu(y1);
    y2 = relu(y2);
    y3 = relu(y3);
  }
  v128.store(to, y0);
  if (inside > 1) v128.store(to + pixelBytes, y1);
  if (inside > 2) v128.store(to + 2 * pixelBytes, y2);
  if (inside > 3) v128.store(to + 3 * pixelBytes, y3);
}

/** Rows of the filter's gradient before `finishRowsGradient`. */
export function rowsProducts(ci: i32): i32 {
  return PLANES * SIZE * ci;
}

/** Scratch bytes of `multiplyRows`. */
export function rowsGradientBytes(ci: i32, co: i32, oh: i32, ow: i32): i32 {
  return PLANES * ((inputPlane(ci, oh, ow) + planeBytes(oh * rowTiles(ow) * co)) as i32);
}

/**
 * Adds one image's products [8][5][ci][co] to `products`, and each channel's sum to `sums`. `dz` must hold zeros right of
 * its `ow` pixels, up to a multiple of four.
 */
export function multiplyRows(
  image: usize, width: i32, dz: usize, dzWidth: i32, ci: i32, co: i32, oh: i32, ow: i32,
  space: usize, sums: usize, products: usize,
): void {
  const across = rowTiles(ow);
  const tiles = oh * across;
  const rows = oh + SIZE - 1;
  const plane = inputPlane(ci, oh, ow);
  const blockBytes = ((rows * across) as usize) << 4;
  transformImage(space, image, width, ci, rows, across, 16, blockBytes, plane);
  const gradients = space + 8 * plane;
  const gradientPlane = planeBytes(tiles * co);
  transformGradients(gradients, dz, dzWidth, co, oh, across, gradientPlane, sums);
  const spill = scratch();
  for (let index = 0; index < PLANES; index++) {
    for (let column = 0; column < co; column += 8) {
      const panel = gradients + (index as usize) * gradientPlane + (((column * tiles) as usize) << 2);
      for (let channel = 0; channel < ci; channel += 4) {
        const block = space + (index as usize) * plane + ((channel as usize) >> 2) * blockBytes;
        for (let y = 0; y < SIZE; y++) {
          interleavedTile(
            block + (((y * across) as usize) << 4), panel, 1, tiles, 0,
            products + (((((index * SIZE + y) * ci + channel) * co + column) as usize) << 2), (co as usize) << 2,
            4, 8, true, spill,
          );
        }
      }
    }
  }
}

/** A dY of four outputs of a row at a time, into panels [8][co / 8][tiles][8]; adds each channel's sum to `sums`. */
function transformGradients(
  to: usize, dz: usize, width: i32, co: i32, oh: i32, across: i32, plane: usize, sums: usize,
): void {
  const pixelBytes = (co as usize) << 2;
  for (let channel = 0; channel < co; channel += 4) {
    let at = to + ((((channel & ~7) * oh * across + (channel & 7)) as usize) << 2);
    let sum = v128.load(sums);
    for (let y = 0; y < oh; y++) {
      let from = dz + ((y * width) as usize) * pixelBytes + ((channel as usize) << 2);
      for (let tile = 0; tile < across; tile++) {
        const y0 = v128.load(from);
        const y1 = v128.load(from + pixelBytes);
        const y2 = v128.load(from + 2 * pixelBytes);
        const y3 = v128.load(from + 3 * pixelBytes);
        const even = f32x4.add(y0, y2);
        const odd = f32x4.add(y1, y3);
        sum = f32x4.add(sum, f32x4.add(even, odd));
        v128.store(at, y0);
        storeSumAndDifference(at + plane, plane, even, odd);
        storeSumAndDifference(
          at + 3 * plane, plane, plusScaled(y2, 4, y0), plusScaled(y3, 8, f32x4.add(y1, y1)),
        );
        storeSumAndDifference(
          at + 5 * plane, plane, plusScaled(y2, 0.25, y0), plusScaled(y3, 0.125, scaled(y1, 0.5)),
        );
        v128.store(at + 7 * plane, y3);
        from += 4 * pixelBytes;
        at += 32;
      }
    }
    v128.store(sums, sum);
    sums += 16;
  }
}

/** dFilter [5, 5, ci, co] = GT M of the summed products [8][5][ci][co]. */
export function finishRowsGradient(products: usize, dFilter: usize, ci: i32, co: i32): void {
  const row = ((ci * co) as usize) << 2;
  const plane = 5 * row;
  for (let y: usize = 0; y < 5; y++) {
    for (let at: usize = 0; at < row; at += 16) {
      const from = products + y * row + at;
      const to = dFilter + y * plane + at;
      const m1 = v128.load(from + plane);
      const m2 = v128.load(from + 2 * plane);
      const m3 = v128.load(from + 3 * plane);
      const m4 = v128.load(from + 4 * plane);
      const m5 = v128.load(from + 5 * plane);
      const m6 = v128.load(from + 6 * plane);
      const s1 = scaled(f32x4.add(m1, m2), -2.0 / 9.0);
      const t1 = scaled(f32x4.sub(m1, m2), -2.0 / 9.0);
      const s2 = scaled(f32x4.add(m3, m4), 1.0 / 90.0);
      const t2 = scaled(f32x4.sub(m3, m4), 1.0 / 90.0);
      const s3 = scaled(f32x4.add(m5, m6), 32.0 / 45.0);
      const t3 = scaled(f32x4.sub(m5, m6), 32.0 / 45.0);
      v128.store(to, f32x4.add(f32x4.add(v128.load(from), s1), f32x4.add(s2, s3)));
      v128.store(to + row, plusScaled(t3, 0.5, plusScaled(t2, 2, t1)));
      v128.store(to + 2 * row, plusScaled(s3, 0.25, plusScaled(s2, 4, s1)));
      v128.store(to + 3 * row, plusScaled(t3, 0.125, plusScaled(t2, 8, t1)));
      const last = f32x4.add(s1, v128.load(from + 7 * plane));
      v128.store(to + 4 * row, plusScaled(s3, 1.0 / 16.0, plusScaled(s2, 16, last)));
    }
  }
}
