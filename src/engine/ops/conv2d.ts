import * as tf from '@tensorflow/tfjs-core';
import type { Padding } from '../../core/layers.ts';

/** Convolution of stride 1 with bias and ReLU. */

/**
 * @param x [batch, height, width, inputs]
 * @param filter [size, size, inputs, outputs]
 * @param bias [outputs]
 * @returns relu(x * filter + bias) // [batch, height', width', outputs]
 */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor1D, padding: Padding): tf.Tensor4D {
  return tf.fused.conv2d({ x, filter, strides: 1, pad: padding, bias, activation: 'relu' });
}

export interface Conv2dGradients {
  readonly filter: tf.Tensor4D;
  readonly bias: tf.Tensor1D;
  /** Undefined unless asked for. */
  readonly input: tf.Tensor4D | undefined;
}

/**
 * @param dy gradient for the output // [batch, height', width', outputs]
 * @param y the output itself: ReLU lets the gradient through where it is positive
 * @param wantsInput whether the gradient for `x` is needed; the first layer's is not
 */
export function conv2dGradients(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  y: tf.Tensor4D,
  padding: Padding,
  wantsInput: boolean,
): Conv2dGradients {
  const dz = tf.tidy(() => tf.mul(dy, tf.step(y)));
  const engine = tf.engine();
  const attrs = { strides: 1, pad: padding, dataFormat: 'NHWC' };
  const gradients: Conv2dGradients = {
    filter: engine.runKernel(tf.Conv2DBackpropFilter, { x, dy: dz }, { ...attrs, filterShape: filter.shape }),
    bias: tf.sum(dz, [0, 1, 2]),
    input: wantsInput
      ? engine.runKernel(tf.Conv2DBackpropInput, { dy: dz, filter }, { ...attrs, inputShape: x.shape })
      : undefined,
  };
  dz.dispose();
  return gradients;
}
