import * as tf from '@tensorflow/tfjs-core';
import type { MaxPoolSpec } from '../../core/layers.ts';

/** @param x [batch, height, width, channels] */
export function maxPool(x: tf.Tensor4D, spec: MaxPoolSpec): tf.Tensor4D {
  return tf.maxPool(x, spec.size, spec.stride, spec.padding);
}

/**
 * The gradient for the input: each output's gradient goes to the maximum of its window.
 * @param dy gradient for the output
 * @param x the input
 * @param y the output
 */
export function maxPoolGradient(dy: tf.Tensor4D, x: tf.Tensor4D, y: tf.Tensor4D, spec: MaxPoolSpec): tf.Tensor4D {
  return tf
    .engine()
    .runKernel(
      tf.MaxPoolGrad,
      { dy, input: x, output: y },
      { filterSize: spec.size, strides: spec.stride, pad: spec.padding },
    );
}
