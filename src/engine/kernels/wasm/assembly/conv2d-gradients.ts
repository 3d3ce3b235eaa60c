import { conv2dPackedBytes, convolveImage } from './conv2d';
import { argument, scratch, setArgument } from './jobs';
import { interleavedTile, SPILL_BYTES } from './micro-kernel';
import { CONVOLVE_GRADIENTS } from './ops';
import { blockChannels, blockWindows, packTurnedFilter, padImage } from './pack';
import { run } from './run';
import { roundUp, whereActive } from './simd';
import { sumParts } from './sum-parts';
import {
  convolveWinograd,
  finishFilterGradient,
  imagesPerPass,
  multiplyTiles,
  packWinogradFilter,
  suitsWinograd,
  tileCount,
  tiledSide,
  transformGradients,
  transformInputs,
  winogradBytes,
  winogradGradientBytes,
} from './winograd';
import {
  convolveRows, finishRowsGradient, multiplyRows, packRowsFilter, rowsBytes, rowsGradientBytes, rowsProducts, rowsWidth,
  suitsRows,
} from './winograd-rows';

/**
 * Both gradients of a convolution and the bias', image by image, so that dz = dy where y > 0 is made once, in the L2
 * cache, and never goes to memory.
 *
 * dx is a convolution of dz with the turned filter. The filter's gradient is a product over all pixels of the batch;
 * images are taken in a fixed number of groups, each with sums of its own, and the groups are added in order.
 */

/**
 * dz of one image into zeros [height, width, c], `pad` pixels from the top and the left. `y` 0: no ReLU to undo.
 */
function maskedImage(
  to: usize,
  dy: usize,
  y: usize,
  pixelChannels: i32,
  h: i32,
  w: i32,
  c: i32,
  pad: i32,
  height: i32,
  width: i32,
): void {
  const row = ((width * c) as usize) << 2;
  const skip = ((pixelChannels - c) as usize) << 2;
  memory.fill(to, 0, (height as usize) * row);
  const whole = c & ~3;
  for (let line = 0; line < h; line++) {
    let at = to + ((line + pad) as usize) * row + (((pad * c) as usize) << 2);
    for (let x = 0; x < w; x++) {
      for (let channel = 0; channel < whole; channel += 4) {
        const value = v128.load(dy);
        v128.store(at, y != 0 ? whereActive(value, v128.load(y)) : value);
        dy += 16;
        at += 16;
        if (y != 0) y += 16;
      }
      for (let channel = whole; channel < c; channel++) {
        store<f32>(at, y == 0 || load<f32>(y) > 0 ? load<f32>(dy) : 0);
        dy += 4;
        at += 4;
        if (y != 0) y += 4;
      }
      dy += skip;
      if (y != 0) y += skip;
    }
  }
}

/**
 * Pixels [h, w] of dz, rows `width` pixels apart, into panels [c / 8][h][rowPixels][8], zeros past w; adds each
 * channel's sum to `sums`.
 */
function gradientPanels(to: usize, dz: usize, width: i32, h: i32, w: i32, rowPixels: i32, c: i32, sums: usize): void {
  const stride = (c as usize) << 2;
  for (let column = 0; column < c; column += 8) {
    let sum0 = v128.load(sums);
    let sum1 = v128.load(sums, 16);
    const whole = column + 8 <= c;
    for (let line = 0; line < h; line++) {
      let from = dz + (((line * width * c + column) as usize) << 2);
      for (let x = 0; x < w; x++) {
        if (!whole) {
          for (let j = 0; j < 8; j++) store<f32>(to + (j << 2), column + j < c ? load<f32>(from + (j << 2)) : 0);
        }
        const v0 = v128.load(whole ? from : to);
        const v1 = v128.load(whole ? from : to, 16);
        v128.store(to, v0);
        v128.store(to, v1, 16);
        sum0 = f32x4.add(sum0, v0);
        sum1 = f32x4.add(sum1, v1);
        from += stride;
        to += 32;
      }
      for (let x = w; x < rowPixels; x++) {
        v128.store(to, f32x4.splat(0));
        v128.store(to, f32x4.splat(0), 16);
        to += 32;
      }
    }
    v128.store(sums, sum0);
    v128.store(sums, sum1, 16);
    sums += 32;
  }
}

/** Rows of sums a group of images keeps: the bias' row, then the products'. */
function partRows(size: i32, ci: i32, co: i32): i32 {
  if (suitsWinograd(size, ci, co)) return 1 + 16 * ci;
  return 1 + (suitsRows(size, ci, co) ? rowsProducts(ci) : roundUp(size * size * ci, 4));
}

/** Scratch bytes of `conv2dGradients` that all threads share. */
export function conv2dGradientsSharedBytes(ci: i32, co: i32, size: i32, groups: i32): i32 {
  return conv2dPackedBytes(co, ci, size) + 64 + (groups + 1) * partRows(size, ci, co) * roundUp(co, 8) * 4;
}

/** Scratch bytes a thread needs for `conv2dGradients`. */
export function conv2dGradientsThreadBytes(h: i32, w: i32, ci: i32, co: i32, size: i32, pad: i32): i32 {
  const oh = h + 2 * pad - size + 1;
  const ow = w + 2 * pad - size + 1;
  const image = (h + 2 * pad + 2) * (w + 2 * pad + 3) * ci;
  const dz = (h + size + 1) * (w + size + 2) * co;
  if (suitsWinograd(size, ci, co)) {
    const tiles = tileCount(oh, ow);
    const pass = winogradGradientBytes(ci, co, tiles * imagesPerPass(tiles));
    return (SPILL_BYTES as i32) + 4 * (image + dz) + pass + winogradBytes(co, ci);
  }
  if (suitsRows(size, ci, co)) {
    return (SPILL_BYTES as i32) + 4 * (image + dz) + max(rowsGradientBytes(ci, co, oh, ow), rowsBytes(co, ci, h, w));
  }
  const blocks = ci % 4 == 0 ? image : oh * ow * roundUp(size * size * ci, 4);
  return (SPILL_BYTES as i32) + 4 * (image + dz + oh * (w + 2 * pad) * roundUp(co, 8) + blocks);
}

/**
 * dx (unless 0), dFilter and dBias (unless 0) from x, the convolution's output `y` after ReLU (0: there was none), its
 * gradient `dy` and the filter. Pixels of y and dy are `outChannels` floats apart. `shared` is scratch.
 */
export function conv2dGradients(
  x: usize,
  filter: usize,
  y: usize,
  dy: usize,
  dx: usize,
  dFilter: usize,
  dBias: usize,
  n: i32,
  h: i32,
  w: i32,
  ci: i32,
  co: i32,
  size: i32,
  pad: i32,
  outChannels: i32,
  shared: usize,
  groups: i32,
): void {
  const winograd = suitsWinograd(size, ci, co);
  const byRows = suitsRows(size, ci, co);
  if (dx != 0) {
    if (winograd) packWinogradFilter(shared, filter, 0, co, ci, true);
    else if (byRows) packRowsFilter(shared, filter, 0, co, ci, true);
    else packTurnedFilter(shared, filter, size, ci, co);
  }
  const parts = shared + (roundUp(conv2dPackedBytes(co, ci, size), 64) as usize);
  setArgument(0, x as i32);
  setArgument(1, shared as i32);
  setArgument(2, y as i32);
  setArgument(3, dy as i32);
  setArgument(4, dx as i32);
  setArgument(5, parts as i32);
  setArgument(6, n);
  setArgument(7, h);
  setArgument(8, w);
  setArgument(9, ci);
  setArgument(10, co);
  setArgument(11, size);
  setArgument(12, pad);
  setArgument(13, outChannels);
  setArgument(14, groups);
  run(CONVOLVE_GRADIENTS, groups);
  const rows = partRows(size, ci, co);
  if (winograd) {
    const products = parts + (((groups * rows * co) as usize) << 2);
    sumParts(parts, groups, 16 * ci, co, dBias, products, rows);
    finishFilterGradient(products, dFilter, ci, co);
  } else if (byRows) {
    const products = parts + (((groups * rows * co) as usize) << 2);
    sumParts(parts, groups, rowsProducts(ci), co, dBias, products, rows);
    finishRowsGradient(products, dFilter, ci, co);
  } else {
    sumParts(parts, groups, size * size * ci, co, dBias, dFilter, rows);
  }
}

/** Item = group of images. */
export function convolveGradientsItem(item: i32): void {
  const n = argument(6);
  const h = argument(7);
  const w = argument(8);
  const ci = argument(9);
  const co = argument(10);
  const size = argument(11);
  const pad = argument(12);
  const outChannels = argument(13);
  const groups = argument(14);
  const oh = h + 2 * pad - size + 1;
  const ow = w + 2 * pad - size + 1;
  const y = argument(2) as usize;
  const dx = argument(4) as usize;
  const winograd = suitsWinograd(size, ci, co);
  const byRows = suitsRows(size, ci, co);
  const columns = roundUp(co, 8);
  const rows = partRows(size, ci, co);
  const sums = (argument(5) as usize) + (((item * rows * columns) as usize) << 2);
  const products = sums + ((columns as usize) << 2);
  memory.fill(sums, 0, (rows * columns) << 2);

  const width = winograd ? tiledSide(ow) : byRows ? rowsWidth(ow) : w + 2 * pad;
  const height = winograd ? tiledSide(oh) : h + 2 * pad;
  const dzPad = dx != 0 ? size - 1 - pad : 0;
  // Without dx, Winograd's tiles may still reach past a side that is no multiple of theirs.
  let dzWidth = ow + 2 * dzPad;
  if (winograd) dzWidth = dx != 0 ? tiledSide(w) : ow + 1;
  else if (byRows) dzWidth = dx != 0 ? rowsWidth(w) : ow + 3;
  const dzHeight = winograd ? (dx != 0 ? tiledSide(h) : oh + 1) : oh + 2 * dzPad;
  const dz = scratch() + SPILL_BYTES;
  const dzInside = dz + (((dzPad * (dzWidth + 1) * co) as usize) << 2);
  const padded = dz + (((dzWidth * dzHeight * co) as usize) << 2);
  const space = padded + (((width * height * ci) as usize) << 2);
  const tiles = tileCount(oh, ow);
  const perPass = imagesPerPass(tiles);
  const capacity = perPass * tiles;
  const gradients = space + (winogradGradientBytes(ci, 0, capacity) as usize);
  const dxSpace = space + (winogradGradientBytes(ci, co, capacity) as usize);

  const last = ((item + 1) * n) / groups;
  let filled = 0;
  for (let index = (item * n) / groups; index < last; index++) {
    const pixel = ((index * oh * ow * outChannels) as usize) << 2;
    const dy = (argument(3) as usize) + pixel;
    maskedImage(dz, dy, y != 0 ? y + pixel : 0, outChannels, oh, ow, co, dzPad, dzHeight, dzWidth);
    const input = ((index * h * w * ci) as usize) << 2;
    if (dx != 0) {
      const packed = argument(1) as usize;
      const bytes = (ci as usize) << 2;
      if (winograd) convolveWinograd(dz, dzWidth, co, h, w, packed, ci, dx + input, bytes, false, dxSpace);
      else if (byRows) convolveRows(dz, dzWidth, co, h, w, packed, ci, dx + input, bytes, false, space);
      else convolveImage(dz, dzWidth, co, size, h, w, packed, ci, dx + input, bytes, false);
    }
    let image = (argument(0) as usize) + input;
    if (height != h || width != w) {
      padImage(padded, image, h, w, ci, pad, height, width);
      image = padded;
    }
    if (byRows) {
      multiplyRows(image, width, dzInside, dzWidth, ci, co, oh, ow, space, sums, products);
      continue;
    }
    if (!winograd) {
      multiplyDirect(image, width, height, dzInside, dzWidth, ci, co, size, oh, ow, space, sums, products);
      continue;
    }
    transformInputs(space, image, width, ci, oh, ow, capacity, filled);
    transformGradients(gradients, dzInside, dzWidth, co, oh, ow, capacity, filled, sums);
    filled += tiles;
    if (filled == capacity || index + 1 == last) {
      multiplyTiles(space, gradients, ci, co, capacity, filled, products);
      filled = 0;
    }
  }
}

/** Adds one image's part of the filter's gradient to `products`, and of the bias' to `sums`. */
function multiplyDirect(
  image: usize,
  width: i32,
  height: i32,
  dz: usize,
  dzWidth: i32,
  ci: i32,
  co: i32,
  size: i32,
  oh: i32,
  ow: i32,
  space: usize,
  sums: usize,
  products: usize,
): void {
  const columns = roundUp(co, 8);
  const blocked = ci % 4 == 0;
  // The gradient's rows are as long as the image's, filled with zeros: one long run over all pixels. Runs of a row
  // each end in a mispredicted branch, which costs more than the 7% of multiplications by zero.
  const rowPixels = blocked ? width : ow;
  const pixels = (oh - 1) * rowPixels + ow;
  const blocks = space + (((oh * rowPixels * columns) as usize) << 2);
  gradientPanels(space, dz, dzWidth, oh, ow, rowPixels, co, sums);
  if (blocked) blockChannels(blocks, image, width * height, ci);
  else blockWindows(blocks, image, width, ci, size, oh, ow);
  const blockBytes = ((blocked ? width * height : oh * ow) as usize) << 4;
  const taps = blocked ? size * size : 1;
  const blockCount = (blocked ? ci : roundUp(size * size * ci, 4)) >> 2;
  const tapRows = blocked ? ci : 0;
  const spill = scratch();
  for (let column = 0; column < columns; column += 8) {
    const panel = space + (((column * oh * rowPixels) as usize) << 2);
    for (let block = 0; block < blockCount; block++) {
      for (let tap = 0; tap < taps; tap++) {
        const shift = (((tap / size) * width + (tap % size)) as usize) << 4;
        interleavedTile(
          blocks + (block as usize) * blockBytes + shift,
          panel,
          1,
          pixels,
          0,
          products + ((((tap * tapRows + block * 4) * columns + column) as usize) << 2),
          (columns as usize) << 2,
          4,
          8,
          true,
          spill,
        );
      }
    }
  }
}
