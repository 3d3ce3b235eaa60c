import * as tf from '@tensorflow/tfjs-core';

/** A dense layer, with ReLU or linear. */

export const DENSE_KERNEL = 'FittingDense';
export const DENSE_GRADIENT_KERNEL = 'FittingDenseGradient';

export interface DenseAttributes {
  readonly activation: 'relu' | 'linear';
}

/**
 * @param x [batch, inputs]
 * @param kernel [inputs, units]
 * @param bias [units]
 * @returns [batch, units]
 */
export function dense(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D,
  activation: 'relu' | 'linear',
): tf.Tensor2D {
  const attributes: DenseAttributes = { activation };
  return tf.engine().runKernel(DENSE_KERNEL, { x, kernel, bias }, { ...attributes });
}

export interface DenseGradients {
  readonly kernel: tf.Tensor2D;
  readonly bias: tf.Tensor1D;
  /** Undefined unless asked for. */
  readonly input: tf.Tensor2D | undefined;
}

/** The kernel gives [kernel, bias, input], without the last when it is not wanted. */
export interface DenseGradientAttributes extends DenseAttributes {
  readonly wantsInput: boolean;
}

/**
 * @param dy gradient for the output // [batch, units]
 * @param y the output itself // [batch, units]
 * @param wantsInput whether the gradient for `x` is needed
 */
export function denseGradients(
  dy: tf.Tensor2D,
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  y: tf.Tensor2D,
  activation: 'relu' | 'linear',
  wantsInput: boolean,
): DenseGradients {
  const attributes: DenseGradientAttributes = { activation, wantsInput };
  const [kernelGradient, bias, input] = tf
    .engine()
    .runKernel<[tf.Tensor2D, tf.Tensor1D, tf.Tensor2D]>(DENSE_GRADIENT_KERNEL, { dy, x, kernel, y }, { ...attributes });
  return { kernel: kernelGradient, bias, input: wantsInput ? input : undefined };
}
