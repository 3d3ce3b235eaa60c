import * as tf from '@tensorflow/tfjs-core';
import type { Padding } from '../../core/layers.ts';

/** Convolution of stride 1 with bias and ReLU. */

export const CONV2D_KERNEL = 'FittingConv2d';
export const CONV2D_GRADIENT_KERNEL = 'FittingConv2dGradient';

export interface Conv2dAttributes {
  readonly padding: Padding;
}

/**
 * @param x [batch, height, width, inputs]
 * @param filter [size, size, inputs, outputs]
 * @param bias [outputs]
 * @returns relu(x * filter + bias) // [batch, height', width', outputs]
 */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor1D, padding: Padding): tf.Tensor4D {
  const attributes: Conv2dAttributes = { padding };
  return tf.engine().runKernel(CONV2D_KERNEL, { x, filter, bias }, { ...attributes });
}

export interface Conv2dGradients {
  readonly filter: tf.Tensor4D;
  readonly bias: tf.Tensor1D;
  /** Undefined unless asked for. */
  readonly input: tf.Tensor4D | undefined;
}

/** The kernel gives [filter, bias, input], without the last when it is not wanted. */
export interface Conv2dGradientAttributes extends Conv2dAttributes {
  readonly wantsInput: boolean;
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
  const attributes: Conv2dGradientAttributes = { padding, wantsInput };
  const [filterGradient, bias, input] = tf
    .engine()
    .runKernel<[tf.Tensor4D, tf.Tensor1D, tf.Tensor4D]>(
      CONV2D_GRADIENT_KERNEL,
      { dy, x, filter, y },
      { ...attributes },
    );
  return { filter: filterGradient, bias, input: wantsInput ? input : undefined };
}
