import * as tf from '@tensorflow/tfjs-core';
import type { Padding } from '../../core/layers.ts';

export const MAX_POOL_KERNEL = 'FittingMaxPool';
export const MAX_POOL_GRADIENT_KERNEL = 'FittingMaxPoolGradient';

export interface MaxPoolAttributes {
  readonly size: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** @param x [batch, height, width, channels] */
export function maxPool(x: tf.Tensor4D, { size, stride, padding }: MaxPoolAttributes): tf.Tensor4D {
  return tf.engine().runKernel(MAX_POOL_KERNEL, { x }, { size, stride, padding });
}

/**
 * The gradient for the input: each output's gradient goes to the maximum of its window, to the first in reading order
 * where several are equal.
 * @param dy gradient for the output
 * @param x the input
 * @param y the output
 */
export function maxPoolGradient(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  y: tf.Tensor4D,
  { size, stride, padding }: MaxPoolAttributes,
): tf.Tensor4D {
  return tf.engine().runKernel(MAX_POOL_GRADIENT_KERNEL, { dy, x, y }, { size, stride, padding });
}
