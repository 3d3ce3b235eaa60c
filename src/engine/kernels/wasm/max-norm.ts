import type { KernelModule } from './module.ts';

/** Keras' MaxNorm on axis 0, in place: `weights` is seen as [rows, columns], rows being its first axis. */
export function maxNorm(kernels: KernelModule, weights: number, rows: number, columns: number, limit: number): void {
  const parts = kernels.scratch((kernels.exports.maxNormChunks(rows, columns) + 1) * columns * 4);
  kernels.exports.maxNorm(weights, rows, columns, limit, parts);
}
