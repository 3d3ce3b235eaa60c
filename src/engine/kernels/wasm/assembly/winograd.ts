import { scratch } from './jobs';
import { directTile, interleavedTile } from './micro-kernel';
import { panelBytes } from './pack';
import { relu, roundUp } from './simd';

/**
 * 3x3 convolutions by Winograd's F(2x2, 3x3) (Lavin and Gray, "Fast algorithms for convolutional neural networks",
 * 2015): Y = AT [(G g GT) . (BT d B)] A for 4x4 input tiles d and 2x2 output tiles Y, 16 multiplications where the
 * definition takes 36. Its coefficients are 1 and 1/2, so errors stay near those of the direct sum. The bigger
 * F(4x4, 3x3) would save more and lose about a digit.
 *
 * The filter's gradient is the adjoint: dg = GT [sum over tiles of (BT d B) . (A dY AT)] G.
 */

/** Tiles transformed before they are multiplied: their 16 planes stay in the L2 cache beside the filter's. */
const BLOCK_TILES: i32 = 32;

/**
 * Planes of a power of two bytes would put all 16 into one set of the L1 cache; a cache line more spreads them.
 */
// @ts-ignore: decorator
@inline
function planeBytes(floats: i32): usize {
  return ((floats as usize) << 2) + 64;
}

/** Narrow layers spend more in the transforms than they save. */
export function suitsWinograd(size: i32, ci: i32, co: i32): bool {
  return size == 3 && ci >= 16 && co >= 16 && ci % 8 == 0 && co % 8 == 0;
}

/** Side of the padded image whose 4x4 tiles, two pixels apart, cover `out` outputs. */
export function tiledSide(out: i32): i32 {
  return roundUp(out, 2) + 2;
}

export function tileCount(oh: i32, ow: i32): i32 {
  return ((oh + 1) >> 1) * ((ow + 1) >> 1);
}

/** BT d B of one tile, four channels: 16 vectors, `plane` bytes apart. */
// @ts-ignore: decorator
@inline
function transformInput(from: usize, rowBytes: usize, pixelBytes: usize, to: usize, plane: usize): void {
  for (let column = 0; column < 4; column++) {
    // Column `column` of BT d B needs two columns of d: (0, 2), (1, 2), (2, 1), (1, 3), subtracted but for the second.
    const a = from + pixelBytes * (column == 0 ? 0 : column == 2 ? 2 : 1);
    const b = from + pixelBytes * (column < 2 ? 2 : column == 2 ? 1 : 3);
    const plus = column == 1;
    const a0 = v128.load(a);
    const a1 = v128.load(a + rowBytes);
    const a2 = v128.load(a + 2 * rowBytes);
    const a3 = v128.load(a + 3 * rowBytes);
    const b0 = v128.load(b);
    const b1 = v128.load(b + rowBytes);
    const b2 = v128.load(b + 2 * rowBytes);
    const b3 = v128.load(b + 3 * rowBytes);
    const t0 = plus ? f32x4.add(a0, b0) : f32x4.sub(a0, b0);
    const t1 = plus ? f32x4.add(a1, b1) : f32x4.sub(a1, b1);
    const t2 = plus ? f32x4.add(a2, b2) : f32x4.sub(a2, b2);
    const t3 = plus ? f32x4.add(a3, b3) : f32x4.sub(a3, b3);
    v128.store(to, f32x4.sub(t0, t2));
    v128.store(to + 4 * plane, f32x4.add(t1, t2));
    v128.store(to + 8 * plane, f32x4.sub(t2, t1));
    v128.store(to + 12 * plane, f32x4.sub(t1, t3));
    to += plane;
  }
}

// @ts-ignore: decorator
@inline
function storeFilterRow(to: usize, plane: usize, g0: v128, g1: v128, g2: v128): void {
  const half = f32x4.splat(0.5);
  const ends = f32x4.mul(f32x4.add(g0, g2), half);
  const middle = f32x4.mul(g1, half);
  v128.store(to, g0);
  v128.store(to + plane, f32x4.add(ends, middle));
  v128.store(to + 2 * plane, f32x4.sub(ends, middle));
  v128.store(to + 3 * plane, g2);
}

/** Four columns of one filter tap and input channel; turned by 180 degrees with its channels swapped for dx. */
// @ts-ignore: decorator
@inline
function tap(filter: usize, index: i32, row: i32, column: i32, rows: i32, columns: i32, turned: bool): v128 {
  if (!turned) return v128.load(filter + ((((index * rows + row) * columns + column) as usize) << 2));
  const at = filter + (((((8 - index) * columns + column) * rows + row) as usize) << 2);
  const step = (rows as usize) << 2;
  return f32x4(load<f32>(at), load<f32>(at + step), load<f32>(at + 2 * step), load<f32>(at + 3 * step));
}

/** Bytes of a filter packed by `packWinogradFilter`. */
export function winogradFilterBytes(rows: i32, columns: i32): i32 {
  return 16 * ((columns >> 3) * (panelBytes(rows) as i32) + 64) + columns * 4;
}

/**
 * G g GT of all channels, as 16 planes of panels, then the bias. `rows` are the channels summed over, `columns` the
 * output's; for `turned` the filter is stored [3, 3, columns, rows].
 */
export function packWinogradFilter(
  to: usize, filter: usize, bias: usize, rows: i32, columns: i32, turned: bool,
): void {
  const plane = ((columns as usize) >> 3) * panelBytes(rows) + 64;
  const half = f32x4.splat(0.5);
  for (let column = 0; column < columns; column += 4) {
    let at = to + ((column as usize) >> 3) * panelBytes(rows) + (((column & 7) as usize) << 2);
    for (let index: usize = 0; index < 16; index++) v128.store(at + index * plane, f32x4.splat(0));
    at += 32;
    for (let row = 0; row < rows; row++) {
      const g00 = tap(filter, 0, row, column, rows, columns, turned);
      const g01 = tap(filter, 1, row, column, rows, columns, turned);
      const g02 = tap(filter, 2, row, column, rows, columns, turned);
      const g10 = f32x4.mul(tap(filter, 3, row, column, rows, columns, turned), half);
      const g11 = f32x4.mul(tap(filter, 4, row, column, rows, columns, turned), half);
      const g12 = f32x4.mul(tap(filter, 5, row, column, rows, columns, turned), half);
      const g20 = tap(filter, 6, row, column, rows, columns, turned);
      const g21 = tap(filter, 7, row, column, rows, columns, turned);
      const g22 = tap(filter, 8, row, column, rows, columns, turned);
      const e0 = f32x4.mul(f32x4.add(g00, g20), half);
      const e1 = f32x4.mul(f32x4.add(g01, g21), half);
      const e2 = f32x4.mul(f32x4.add(g02, g22), half);
      storeFilterRow(at, plane, g00, g01, g02);
      storeFilterRow(at + 4 * plane, plane, f32x4.add(e0, g10), f32x4.add(e1, g11), f32x4.add(e2, g12));
      storeFilterRow(at + 8 * plane, plane, f32x4.sub(e0, g10), f32x4.sub(e1, g11), f32x4.sub(e2, g12));
      storeFilterRow(at + 12 * plane, plane, g20, g21, g22);
      at += 32;
    }
  }
  const biases = to + 16 * plane;
  if (bias != 0) memory.copy(biases, bias, (columns as usize) << 2);
  else memory.fill(biases, 0, (columns as usize) << 2);
}

/** Scratch bytes of `convolveWinograd`. */
export function winogradBytes(rows: i32, columns: i32): i32 {
  return 16 * ((planeBytes(BLOCK_TILES * rows) + planeBytes(BLOCK_TILES * columns)) as i32);
}

/** Convolves one padded image, `width` pixels a row (`tiledSide`), with a packed filter. */
export function convolveWinograd(
  image: usize, width: i32, c: i32, oh: i32, ow: i32,
  packed: usize, columns: i32, out: usize, outPixelBytes: usize, activate: bool, space: usize,
): void {
  const pixelBytes = (c as usize) << 2;
  const rowBytes = (width as usize) * pixelBytes;
  const plane = planeBytes(BLOCK_TILES * c);
  const outPlane = planeBytes(BLOCK_TILES * columns);
  const outRow = (columns as usize) << 2;
  const products = space + 16 * plane;
  const panel = panelBytes(c);
  const filterPlane = ((columns as usize) >> 3) * panel + 64;
  const bias = packed + 16 * filterPlane;
  const across = (ow + 1) >> 1;
  const tiles = tileCount(oh, ow);
  const spill = scratch();
  for (let first = 0; first < tiles; first += BLOCK_TILES) {
    const count = min(BLOCK_TILES, tiles - first);
    let to = space;
    for (let tile = first; tile < first + count; tile++) {
      let from = image + ((tile / across) as usize) * 2 * rowBytes + ((tile % across) as usize) * 2 * pixelBytes;
      for (let channel = 0; channel < c; channel += 4) {
        transformInput(from, rowBytes, pixelBytes, to, plane);
        from += 16;
        to += 16;
      }
    }
    // Rows past the last tile hold what an earlier block left; their products are never read.
    for (let index: usize = 0; index < 16; index++) {
      for (let column = 0; column < columns; column += 8) {
        const b = packed + index * filterPlane + ((column as usize) >> 3) * panel;
        for (let tile = 0; tile < count; tile += 4) {
          const p = space + index * plane + (tile as usize) * pixelBytes;
          directTile(
            p, p + pixelBytes, p + 2 * pixelBytes, p + 3 * pixelBytes, b, 1, pixelBytes, 0,
            products + index * outPlane + (tile as usize) * outRow + ((column as usize) << 2), outRow, 4, 8, false, spill,
          );
        }
      }
    }
    for (let tile = 0; tile < count; tile++) {
      const y = ((first + tile) / across) * 2;
      const x = ((first + tile) % across) * 2;
      const at = out + ((y * ow + x) as usize) * outPixelBytes;
      const from = products + (tile as usize) * outRow;
      const below = y + 1 < oh;
      const right = x + 1 < ow;
      for (let column: usize = 0; column < outRow; column += 16) {
        transformOutput(
          from + column, outPlane, v128.load(bias + column), at + column, outPixelBytes,
          (ow as usize) * outPixelBytes, below, right, activate,
        );
      }
    }
  }
}

/** AT m A + bias, the four pixels that are inside the image. */
// @ts-ignore: decorator
@inline
function transformOutput(
  from: usize, plane: usize, bias: v128, to: usize, pixelBytes: usize, rowBytes: usize,
  below: bool, right: bool, activate: bool,
): void {
  let m = v128.load(from);
  let n = v128.load(from + 4 * plane);
  let o = v128.load(from + 8 * plane);
  let p = v128.load(from + 12 * plane);
  let sum = f32x4.add(n, o);
  let difference = f32x4.sub(n, o);
  let y00 = f32x4.add(bias, f32x4.add(m, sum));
  let y10 = f32x4.add(bias, f32x4.sub(difference, p));
  from += plane;
  m = v128.load(from);
  n = v128.load(from + 4 * plane);
  o = v128.load(from + 8 * plane);
  p = v128.load(from + 12 * plane);
  sum = f32x4.add(n, o);
  difference = f32x4.sub(n, o);
  let s = f32x4.add(m, sum);
  y00 = f32x4.add(y00, s);
  let y01 = f32x4.add(bias, s);
  s = f32x4.sub(difference, p);
  y10 = f32x4.add(y10, s);
  let y11 = f32x4.add(bias, s);
  from += plane;
  m = v128.load(from);
  n = v128.load(from + 4 * plane);
  o = v128.load(from + 8 * plane);
  p = v128.load(from + 12 * plane);
  sum = f32x4.add(n, o);
  difference = f32x4.sub(n, o);
  s = f32x4.add(m, sum);
  y00 = f32x4.add(y00, s);
  y01 = f32x4.sub(y01, s);
  s = f32x4.sub(difference, p);
  y10 = f32x4.add(y10, s);
  y11 = f32x4.sub(y11, s);
  from += plane;
  m = v128.load(from);
  n = v128.load(from + 4 * plane);
  o = v128.load(from + 8 * plane);
  p = v128.load(from + 12 * plane);
  y01 = f32x4.sub(y01, f32x4.add(m, f32x4.add(n, o)));
  y11 = f32x4.sub(y11, f32x4.sub(f32x4.sub(n, o), p));
  if (activate) {
    y00 = relu(y00);
    y01 = relu(y01);
    y10 = relu(y10);
    y11 = relu(y11);
  }
  v128.store(to, y00);
  if (right) v128.store(to + pixelBytes, y01);
  if (below) {
    v128.store(to + rowBytes, y10);
    if (right) v128.store(to + rowBytes + pixelBytes, y11);
  }
}

/** Tiles multiplied at a time: small images are taken together, so that a product is long enough to be worth starting. */
export function imagesPerPass(tiles: i32): i32 {
  return max(1, 200 / tiles);
}

/** Scratch bytes of the transformed images and gradients of a pass of `tiles` tiles. */
export function winogradGradientBytes(ci: i32, co: i32, tiles: i32): i32 {
  return 16 * ((planeBytes(tiles * ci) + planeBytes(tiles * co)) as i32);
}

/** BT d B of a padded image's tiles into blocks [16][ci / 4][capacity][4], from tile `first` on. */
export function transformInputs(
  to: usize, image: usize, width: i32, ci: i32, oh: i32, ow: i32, capacity: i32, first: i32,
): void {
  const pixelBytes = (ci as usize) << 2;
  const rowBytes = (width as usize) * pixelBytes;
  const plane = planeBytes(capacity * ci);
  for (let channel = 0; channel < ci; channel += 4) {
    let at = to + (((channel * capacity + first * 4) as usize) << 2);
    for (let y = 0; y < oh; y += 2) {
      let from = image + (y as usize) * rowBytes + ((channel as usize) << 2);
      for (let x = 0; x < ow; x += 2) {
        transformInput(from, rowBytes, pixelBytes, at, plane);
        from += 2 * pixelBytes;
        at += 16;
      }
    }
  }
}

/** A dY AT of a gradient's 2x2 tiles into panels [16][co / 8][capacity][8]; adds each channel's sum to `sums`. */
export function transformGradients(
  to: usize, dz: usize, width: i32, co: i32, oh: i32, ow: i32, capacity: i32, first: i32, sums: usize,
): void {
  const pixelBytes = (co as usize) << 2;
  const rowBytes = (width as usize) * pixelBytes;
  const plane = planeBytes(capacity * co);
  for (let channel = 0; channel < co; channel += 4) {
    let at = to + ((((channel & ~7) * capacity + first * 8 + (channel & 7)) as usize) << 2);
    let sum = v128.load(sums);
    for (let y = 0; y < oh; y += 2) {
      let from = dz + (y as usize) * rowBytes + ((channel as usize) << 2);
      for (let x = 0; x < ow; x += 2) {
        const d00 = v128.load(from);
        const d01 = v128.load(from + pixelBytes);
        const d10 = v128.load(from + rowBytes);
        const d11 = v128.load(from + rowBytes + pixelBytes);
        const plus0 = f32x4.add(d00, d10);
        const plus1 = f32x4.add(d01, d11);
        sum = f32x4.add(sum, f32x4.add(plus0, plus1));
        storeGradientRow(at, plane, d00, d01);
        storeGradientRow(at + 4 * plane, plane, plus0, plus1);
        storeGradientRow(at + 8 * plane, plane, f32x4.sub(d00, d10), f32x4.sub(d01, d11));
        storeGradientRow(at + 12 * plane, plane, f32x4.neg(d10), f32x4.neg(d11));
        from += 2 * pixelBytes;
        at += 32;
      }
    }
    v128.store(sums, sum);
    sums += 16;
  }
}

// @ts-ignore: decorator
@inline
function storeGradientRow(to: usize, plane: usize, left: v128, right: v128): void {
  v128.store(to, left);
  v128.store(to + plane, f32x4.add(left, right));
  v128.store(to + 2 * plane, f32x4.sub(left, right));
  v128.store(to + 3 * plane, f32x4.neg(right));
}

/** products[16][ci][co] += the 16 products of a pass's first `tiles` tiles. */
export function multiplyTiles(
  inputs: usize, gradients: usize, ci: i32, co: i32, capacity: i32, tiles: i32, products: usize,
): void {
  const inputPlane = planeBytes(capacity * ci);
  const gradientPlane = planeBytes(capacity * co);
  const spill = scratch();
  for (let index = 0; index < 16; index++) {
    for (let column = 0; column < co; column += 8) {
      const panel = gradients + (index as usize) * gradientPlane + (((column * capacity) as usize) << 2);
      for (let channel = 0; channel < ci; channel += 4) {
        interleavedTile(
          inputs + (index as usize) * inputPlane + (((channel * capacity) as usize) << 2), panel, 1, tiles, 0,
          products + (((((index * ci + channel) * co) + column) as usize) << 2), (co as usize) << 2, 4, 8, true, spill,
        );
      }
    }
  }
}

/** dFilter [3, 3, ci, co] = GT M G of the summed products [16][ci][co]. */
export function finishFilterGradient(products: usize, dFilter: usize, ci: i32, co: i32): void {
  const plane = ((ci * co) as usize) << 2;
  for (let at: usize = 0; at < plane; at += 16) {
    for (let row: usize = 0; row < 3; row++) {
      let to = dFilter + at + row * 3 * plane;
      const m0 = mixRows(products + at, plane, row);
      const m1 = mixRows(products + at + plane, plane, row);
      const m2 = mixRows(products + at + 2 * plane, plane, row);
      const m3 = mixRows(products + at + 3 * plane, plane, row);
      const half = f32x4.splat(0.5);
      const plus = f32x4.mul(f32x4.add(m1, m2), half);
      v128.store(to, f32x4.add(m0, plus));
      to += plane;
      v128.store(to, f32x4.mul(f32x4.sub(m1, m2), half));
      to += plane;
      v128.store(to, f32x4.add(plus, m3));
    }
  }
}

/** Row `row` of GT M, one column. */
// @ts-ignore: decorator
@inline
function mixRows(from: usize, plane: usize, row: usize): v128 {
  const half = f32x4.splat(0.5);
  const m1 = v128.load(from + 4 * plane);
  const m2 = v128.load(from + 8 * plane);
  if (row == 1) return f32x4.mul(f32x4.sub(m1, m2), half);
  const plus = f32x4.mul(f32x4.add(m1, m2), half);
  return f32x4.add(plus, v128.load(row == 0 ? from : from + 12 * plane));
}
