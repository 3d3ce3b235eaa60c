import type { KernelModule } from './module.ts';

/**
 * Writes the mean loss (float32) to `result`, the number of right answers (int32) to `result` + 4, and the gradient of
 * the mean loss to `dLogits` (0: not wanted). `classWeights` 0: all 1. `labels` are int32.
 */
export function softmaxCrossEntropy(
  kernels: KernelModule,
  at: {
    readonly logits: number;
    readonly labels: number;
    readonly dLogits: number;
    readonly classWeights: number;
    readonly result: number;
  },
  rows: number,
  classes: number,
  smoothing: number,
): void {
  const { logits, labels, dLogits, classWeights, result } = at;
  kernels.exports.softmaxCrossEntropy(logits, labels, dLogits, classWeights, rows, classes, smoothing, result);
}
