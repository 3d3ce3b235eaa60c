import type { KernelModule } from './module.ts';

/**
 * dz = dy where y > 0, and dBias = its column sums, over [rows, channels]. `y` 0: no ReLU to undo. `dz` 0: only dBias.
 * For where neither is folded into a convolution's or dense layer's gradients.
 */
export function reluBiasGradient(
  kernels: KernelModule,
  at: { readonly y: number; readonly dy: number; readonly dz: number; readonly dBias: number },
  rows: number,
  channels: number,
): void {
  const parts = kernels.scratch(32 * Math.ceil(channels / 8) * 8 * 4);
  kernels.exports.reluBiasGradient(at.y, at.dy, at.dz, at.dBias, rows, channels, parts);
}
