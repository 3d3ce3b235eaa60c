import * as tf from '@tensorflow/tfjs-core';
import type { Padding } from '../../core/layers.ts';

/** Convolution of stride 1 with bias and ReLU. */

export const CONV2D_KERNEL = 'FittingConv2d';
export const CONV2D_GRADIENT_KERNEL = 'FittingConv2dGradient';

/** Where the outputs lie among the channels of a tensor that several convolutions write: a concatenation without a copy. */
export interface ChannelSlice {
  /** Undefined: a new tensor, whose other channels hold whatever their memory held before. */
  readonly whole: tf.Tensor4D | undefined;
  /** Channels of the whole. */
  readonly channels: number;
  /** The first of the outputs. */
  readonly start: number;
}

/** The kernel writes into its input `whole`, and then returns nothing; without one it makes the tensor and returns it. */
export interface Conv2dAttributes {
  readonly padding: Padding;
  readonly channels: number;
  readonly start: number;
}

/**
 * @param x [batch, height, width, inputs]
 * @param filter [size, size, inputs, outputs]
 * @param bias [outputs]
 * @param slice channels that are not the outputs' stay as they are
 * @returns relu(x * filter + bias), or the slice's whole // [batch, height', width', outputs or the slice's channels]
 */
export function conv2d(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  padding: Padding,
  { whole, channels, start }: ChannelSlice = { whole: undefined, channels: filter.shape[3], start: 0 },
): tf.Tensor4D {
  const attributes: Conv2dAttributes = { padding, channels, start };
  if (whole === undefined) return tf.engine().runKernel(CONV2D_KERNEL, { x, filter, bias }, { ...attributes });
  tf.engine().runKernel(CONV2D_KERNEL, { x, filter, bias, whole }, { ...attributes });
  return whole;
}

export interface Conv2dGradients {
  readonly filter: tf.Tensor4D;
  readonly bias: tf.Tensor1D;
  /** Undefined unless asked for. */
  readonly input: tf.Tensor4D | undefined;
}

/** The kernel gives [filter, bias, input], without the last when it is not wanted. */
export interface Conv2dGradientAttributes {
  readonly padding: Padding;
  readonly wantsInput: boolean;
  /** The output's first channel in dy and y. */
  readonly start: number;
}

/**
 * @param dy gradient for the output // [batch, height', width', outputs], or a slice's channels
 * @param y the output itself: ReLU lets the gradient through where it is positive // dy's shape
 * @param wantsInput whether the gradient for `x` is needed; the first layer's is not
 * @param start the output's first channel in dy and y
 */
export function conv2dGradients(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  y: tf.Tensor4D,
  padding: Padding,
  wantsInput: boolean,
  start = 0,
): Conv2dGradients {
  const attributes: Conv2dGradientAttributes = { padding, wantsInput, start };
  const [filterGradient, bias, input] = tf
    .engine()
    .runKernel<[tf.Tensor4D, tf.Tensor1D, tf.Tensor4D]>(
      CONV2D_GRADIENT_KERNEL,
      { dy, x, filter, y },
      { ...attributes },
    );
  return { filter: filterGradient, bias, input: wantsInput ? input : undefined };
}
