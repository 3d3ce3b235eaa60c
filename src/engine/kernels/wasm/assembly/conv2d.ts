import { argument, scratch, setArgument } from './jobs';
import { directTile, SPILL_BYTES } from './micro-kernel';
import { CONVOLVE } from './ops';
import { packPanels, padImage, panelBytes } from './pack';
import { run } from './run';
import { ceilDivide } from './simd';
import {
  convolveWinograd, packWinogradFilter, suitsWinograd, tiledSide, winogradBytes, winogradFilterBytes,
} from './winograd';
import { convolveRows, packRowsFilter, rowsBytes, rowsFilterBytes, rowsWidth, suitsRows } from './winograd-rows';

/**
 * Convolution forward. No column matrix, not even a panel of one: in NHWC a window is `size` stretches of
 * size * channels contiguous floats, so the micro-kernel reads four neighbouring windows straight from the image. Only
 * 'same' padding costs a copy, of one image at a time, which stays in the L2 cache.
 */

/** Panels of the filter kept in the L1 cache while the pixels of an image go by. */
const CACHED_PANEL_BYTES: i32 = 24576;

/** Convolves one (padded) image, `width` pixels a row, with packed panels. */
export function convolveImage(
  image: usize, width: i32, c: i32, size: i32, oh: i32, ow: i32,
  panels: usize, columns: i32, out: usize, outPixelBytes: usize, activate: bool,
): void {
  const spill = scratch();
  const runBytes = ((size * c) as usize) << 2;
  const pixelBytes = (c as usize) << 2;
  const jumpBytes = ((width * c) as usize << 2) - runBytes;
  const rowEndBytes = ((width - ow) as usize) * pixelBytes;
  const bytes = panelBytes(size * size * c);
  const panelCount = ceilDivide(columns, 8);
  const blockPanels = max(1, CACHED_PANEL_BYTES / (bytes as i32));
  const pixels = oh * ow;
  for (let first = 0; first < panelCount; first += blockPanels) {
    const last = min(panelCount, first + blockPanels);
    let next = image;
    let x = 0;
    let to = out;
    for (let pixel = 0; pixel < pixels; pixel += 4) {
      const rows = min(4, pixels - pixel);
      const p0 = next;
      let p1 = next;
      let p2 = next;
      let p3 = next;
      next += pixelBytes;
      if (++x == ow) { x = 0; next += rowEndBytes; }
      if (rows > 1) p1 = next;
      next += pixelBytes;
      if (++x == ow) { x = 0; next += rowEndBytes; }
      if (rows > 2) p2 = next;
      next += pixelBytes;
      if (++x == ow) { x = 0; next += rowEndBytes; }
      if (rows > 3) p3 = next;
      next += pixelBytes;
      if (++x == ow) { x = 0; next += rowEndBytes; }
      for (let panel = first; panel < last; panel++) {
        directTile(
          p0, p1, p2, p3, panels + (panel as usize) * bytes, size, runBytes, jumpBytes,
          to + ((panel as usize) << 5), outPixelBytes, rows, min(8, columns - panel * 8), activate, spill,
        );
      }
      to += 4 * outPixelBytes;
    }
  }
}

/** Bytes of a packed filter that sums over `rows` channels into `columns`. */
export function conv2dPackedBytes(rows: i32, columns: i32, size: i32): i32 {
  if (suitsWinograd(size, rows, columns)) return winogradFilterBytes(rows, columns);
  if (suitsRows(size, rows, columns)) return rowsFilterBytes(rows, columns);
  return (panelBytes(size * size * rows) as i32) * ceilDivide(columns, 8);
}

/** Scratch bytes a thread needs for `conv2d`. */
export function conv2dThreadBytes(h: i32, w: i32, ci: i32, co: i32, size: i32, pad: i32): i32 {
  const rows = h + 2 * pad;
  const width = w + 2 * pad;
  // tiledSide adds at most one pixel to a padded side, rowsWidth at most three.
  const image = (rows + 1) * (width + 3) * ci * 4;
  let space = 0;
  if (suitsWinograd(size, ci, co)) space = winogradBytes(ci, co);
  else if (suitsRows(size, ci, co)) space = rowsBytes(ci, co, rows - size + 1, width - size + 1);
  return (SPILL_BYTES as i32) + image + space;
}

/** y = conv(x) + bias, ReLU if `activate`. Pixels of y are `outChannels` floats apart. `packed` is filter scratch. */
export function conv2d(
  x: usize, filter: usize, bias: usize, y: usize, n: i32, h: i32, w: i32, ci: i32, co: i32,
  size: i32, pad: i32, outChannels: i32, activate: i32, packed: usize,
): void {
  if (suitsWinograd(size, ci, co)) packWinogradFilter(packed, filter, bias, ci, co, false);
  else if (suitsRows(size, ci, co)) packRowsFilter(packed, filter, bias, ci, co, false);
  else packPanels(packed, filter, bias, size * size * ci, co);
  setArgument(0, x as i32);
  setArgument(1, packed as i32);
  setArgument(2, y as i32);
  setArgument(3, h);
  setArgument(4, w);
  setArgument(5, ci);
  setArgument(6, co);
  setArgument(7, size);
  setArgument(8, pad);
  setArgument(9, outChannels);
  setArgument(10, activate);
  run(CONVOLVE, n);
}

/** Item = image. */
export function convolveItem(item: i32): void {
  const h = argument(3);
  const w = argument(4);
  const ci = argument(5);
  const co = argument(6);
  const size = argument(7);
  const pad = argument(8);
  const outChannels = argument(9);
  const oh = h + 2 * pad - size + 1;
  const ow = w + 2 * pad - size + 1;
  const winograd = suitsWinograd(size, ci, co);
  const byRows = suitsRows(size, ci, co);
  const height = winograd ? tiledSide(oh) : h + 2 * pad;
  const width = winograd ? tiledSide(ow) : byRows ? rowsWidth(ow) : w + 2 * pad;
  let image = (argument(0) as usize) + (((item * h * w * ci) as usize) << 2);
  let space = scratch() + SPILL_BYTES;
  if (height != h || width != w) {
    padImage(space, image, h, w, ci, pad, height, width);
    image = space;
    space += ((height * width * ci) as usize) << 2;
  }
  const packed = argument(1) as usize;
  const y = (argument(2) as usize) + (((item * oh * ow * outChannels) as usize) << 2);
  const outBytes = (outChannels as usize) << 2;
  const activate = argument(10) != 0;
  if (winograd) convolveWinograd(image, width, ci, oh, ow, packed, co, y, outBytes, activate, space);
  else if (byRows) convolveRows(image, width, ci, oh, ow, packed, co, y, outBytes, activate, space);
  else convolveImage(image, width, ci, size, oh, ow, packed, co, y, outBytes, activate);
}
