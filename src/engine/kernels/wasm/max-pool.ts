import type { KernelModule } from './module.ts';

export interface PoolShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly size: number;
  readonly stride: number;
  readonly padding: 'same' | 'valid';
}

/** [output length, padding before] of one axis. */
export function poolAxis(length: number, { size, stride, padding }: PoolShape): readonly [number, number] {
  if (padding === 'valid') return [Math.floor((length - size) / stride) + 1, 0];
  const out = Math.ceil(length / stride);
  return [out, Math.floor(Math.max(0, (out - 1) * stride + size - length) / 2)];
}

/** y = the largest of each window; positions outside the image don't count. */
export function maxPool(kernels: KernelModule, at: { readonly x: number; readonly y: number }, shape: PoolShape): void {
  const { batch, height, width, channels, size, stride } = shape;
  const [outHeight, top] = poolAxis(height, shape);
  const [outWidth, left] = poolAxis(width, shape);
  kernels.exports.maxPool(at.x, at.y, batch, height, width, channels, outHeight, outWidth, size, stride, top, left);
}

/** dx: each window's gradient goes to the first of its maxima, in row by row order. */
export function maxPoolGradient(
  kernels: KernelModule,
  at: { readonly x: number; readonly dy: number; readonly dx: number },
  shape: PoolShape,
): void {
  const { batch, height, width, channels, size, stride } = shape;
  const [outHeight, top] = poolAxis(height, shape);
  const [outWidth, left] = poolAxis(width, shape);
  kernels.exports.maxPoolGradient(
    at.x,
    at.dy,
    at.dx,
    batch,
    height,
    width,
    channels,
    outHeight,
    outWidth,
    size,
    stride,
    top,
    left,
  );
}
