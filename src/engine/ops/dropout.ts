import * as tf from '@tensorflow/tfjs-core';

/**
 * Dropout whose mask is a pure function of (seed, stream, step, element): nothing is stored for the backward pass, which
 * draws the same mask again, and every backend drops the same elements.
 */
export interface DropoutMask {
  /** Share dropped, 0 <= rate < 1. */
  readonly rate: number;
  readonly seed: number;
  readonly stream: number;
  readonly step: number;
}

export const DROPOUT_KERNEL = 'FittingDropout';

/** An element is kept when its random word is at least this. */
export function dropoutThreshold(rate: number): number {
  return Math.floor(rate * 0x1_0000_0000);
}

/**
 * Kept elements times 1 / (1 - rate), the others 0. The same call on the output's gradient is the backward pass.
 * @returns a new tensor of x's shape
 */
export function dropout(x: tf.Tensor, mask: DropoutMask): tf.Tensor {
  return tf.engine().runKernel(DROPOUT_KERNEL, { x }, { ...mask });
}
