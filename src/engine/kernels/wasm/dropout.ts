import type { KernelModule } from './module.ts';

/** What the mask is a function of, besides the element's index. All unsigned 32-bit integers. */
export interface DropoutDraw {
  readonly seed: number;
  readonly stream: number;
  readonly step: number;
  /** In [0, 1). */
  readonly rate: number;
}

/** y = x / (1 - rate) where the element is kept, else 0. Applied to dy it is its own gradient. In place is allowed. */
export function dropout(
  kernels: KernelModule,
  at: { readonly x: number; readonly y: number },
  count: number,
  { seed, stream, step, rate }: DropoutDraw,
): void {
  const threshold = Math.floor(rate * 2 ** 32);
  kernels.exports.dropout(at.x, at.y, count, seed, stream, step, threshold, 1 / (1 - rate));
}
