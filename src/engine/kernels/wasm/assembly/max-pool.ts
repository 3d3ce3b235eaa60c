import { argument, setArgument } from './jobs';
import { MAX_POOL, MAX_POOL_GRADIENT } from './ops';
import { run } from './run';

/**
 * Max pooling. Positions outside the image count as minus infinity. Where a window has several maxima, the first in row
 * by row order is the one that gets the gradient. Item = image, so overlapping windows add up in a fixed order.
 */

export function maxPool(
  x: usize, y: usize, n: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32, size: i32, stride: i32, top: i32, left: i32,
): void {
  setShape(h, w, c, oh, ow, size, stride, top, left);
  setArgument(9, x as i32);
  setArgument(10, y as i32);
  run(MAX_POOL, n);
}

/** dx from x and dy: the maxima are found again, which costs less than keeping them. */
export function maxPoolGradient(
  x: usize, dy: usize, dx: usize, n: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32, size: i32, stride: i32,
  top: i32, left: i32,
): void {
  setShape(h, w, c, oh, ow, size, stride, top, left);
  setArgument(9, x as i32);
  setArgument(10, dy as i32);
  setArgument(11, dx as i32);
  run(MAX_POOL_GRADIENT, n);
}

function setShape(
  h: i32, w: i32, c: i32, oh: i32, ow: i32, size: i32, stride: i32, top: i32, left: i32,
): void {
  setArgument(0, h);
  setArgument(1, w);
  setArgument(2, c);
  setArgument(3, oh);
  setArgument(4, ow);
  setArgument(5, size);
  setArgument(6, stride);
  setArgument(7, top);
  setArgument(8, left);
}

export function maxPoolItem(item: i32): void {
  const h = argument(0);
  const w = argument(1);
  const c = argument(2);
  const oh = argument(3);
  const ow = argument(4);
  const size = argument(5);
  const stride = argument(6);
  const x = (argument(9) as usize) + (((item * h * w * c) as usize) << 2);
  let y = (argument(10) as usize) + (((item * oh * ow * c) as usize) << 2);
  for (let outY = 0; outY < oh; outY++) {
    const firstY = max(0, outY * stride - argument(7));
    const lastY = min(h, outY * stride - argument(7) + size);
    for (let outX = 0; outX < ow; outX++) {
      const firstX = max(0, outX * stride - argument(8));
      const lastX = min(w, outX * stride - argument(8) + size);
      let channel = 0;
      for (; channel + 4 <= c; channel += 4) {
        let best = f32x4.splat(-Infinity);
        for (let inY = firstY; inY < lastY; inY++) {
          let at = x + ((((inY * w + firstX) * c + channel) as usize) << 2);
          for (let inX = firstX; inX < lastX; inX++) {
            best = f32x4.pmax(best, v128.load(at));
            at += (c as usize) << 2;
          }
        }
        v128.store(y, best);
        y += 16;
      }
      for (; channel < c; channel++) {
        let best: f32 = -Infinity;
        for (let inY = firstY; inY < lastY; inY++) {
          let at = x + ((((inY * w + firstX) * c + channel) as usize) << 2);
          for (let inX = firstX; inX < lastX; inX++) {
            const value = load<f32>(at);
            if (value > best) best = value;
            at += (c as usize) << 2;
          }
        }
        store<f32>(y, best);
        y += 4;
      }
    }
  }
}

export function maxPoolGradientItem(item: i32): void {
  const h = argument(0);
  const w = argument(1);
  const c = argument(2);
  const oh = argument(3);
  const ow = argument(4);
  const size = argument(5);
  const stride = argument(6);
  const image = ((item * h * w * c) as usize) << 2;
  const x = (argument(9) as usize) + image;
  const dx = (argument(11) as usize) + image;
  let dy = (argument(10) as usize) + (((item * oh * ow * c) as usize) << 2);
  const pixelBytes = (c as usize) << 2;
  // Windows apart from each other write every place at most once: no need to add, nor to clear what they cover.
  const apart = stride >= size;
  if (!apart || stride != size || oh * size != h || ow * size != w) memory.fill(dx, 0, ((h * w * c) as usize) << 2);
  for (let outY = 0; outY < oh; outY++) {
    const firstY = max(0, outY * stride - argument(7));
    const lastY = min(h, outY * stride - argument(7) + size);
    for (let outX = 0; outX < ow; outX++) {
      const firstX = max(0, outX * stride - argument(8));
      const lastX = min(w, outX * stride - argument(8) + size);
      let channel = 0;
      for (; channel + 4 <= c; channel += 4) {
        if (size == 2 && apart && lastY - firstY == 2 && lastX - firstX == 2) {
          const at = (((firstY * w + firstX) * c + channel) as usize) << 2;
          gradientOfFour(x + at, dx + at, v128.load(dy), pixelBytes, (w as usize) * pixelBytes);
          dy += 16;
          continue;
        }
        let best = f32x4.splat(-Infinity);
        let where = i32x4.splat(-1);
        for (let inY = firstY; inY < lastY; inY++) {
          const row = ((((inY * w + firstX) * c + channel) as usize) << 2);
          for (let inX = firstX; inX < lastX; inX++) {
            const value = v128.load(x + row + ((inX - firstX) as usize) * pixelBytes);
            const greater = f32x4.gt(value, best);
            best = v128.bitselect(value, best, greater);
            where = v128.bitselect(i32x4.splat(inY * w + inX), where, greater);
          }
        }
        const gradient = v128.load(dy);
        for (let inY = firstY; inY < lastY; inY++) {
          const row = ((((inY * w + firstX) * c + channel) as usize) << 2);
          for (let inX = firstX; inX < lastX; inX++) {
            const to = dx + row + ((inX - firstX) as usize) * pixelBytes;
            const share = v128.and(gradient, i32x4.eq(where, i32x4.splat(inY * w + inX)));
            v128.store(to, apart ? share : f32x4.add(v128.load(to), share));
          }
        }
        dy += 16;
      }
      for (; channel < c; channel++) {
        let best: f32 = -Infinity;
        let where: usize = ((firstY * w + firstX) * c + channel) << 2;
        for (let inY = firstY; inY < lastY; inY++) {
          for (let inX = firstX; inX < lastX; inX++) {
            const at = (((inY * w + inX) * c + channel) as usize) << 2;
            if (apart) store<f32>(dx + at, 0);
            const value = load<f32>(x + at);
            if (value > best) {
              best = value;
              where = at;
            }
          }
        }
        store<f32>(dx + where, load<f32>(dx + where) + load<f32>(dy));
        dy += 4;
      }
    }
  }
}

/** A whole 2x2 window apart from others: the common case, without the search's bookkeeping. */
// @ts-ignore: decorator
@inline
function gradientOfFour(x: usize, dx: usize, gradient: v128, pixelBytes: usize, rowBytes: usize): void {
  const a = v128.load(x);
  const b = v128.load(x + pixelBytes);
  const c = v128.load(x + rowBytes);
  const d = v128.load(x + rowBytes + pixelBytes);
  const best = f32x4.pmax(f32x4.pmax(f32x4.pmax(a, b), c), d);
  const isA = f32x4.eq(a, best);
  let left = v128.andnot(gradient, isA);
  v128.store(dx, v128.and(gradient, isA));
  const isB = f32x4.eq(b, best);
  v128.store(dx + pixelBytes, v128.and(left, isB));
  left = v128.andnot(left, isB);
  const isC = f32x4.eq(c, best);
  v128.store(dx + rowBytes, v128.and(left, isC));
  v128.store(dx + rowBytes + pixelBytes, v128.and(v128.andnot(left, isC), f32x4.eq(d, best)));
}
