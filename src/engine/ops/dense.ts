import * as tf from '@tensorflow/tfjs-core';

/**
 * A dense layer, with ReLU or linear. Its gradients transpose first and multiply then: the wasm backend's own product
 * with a transposed operand is a scalar loop on one thread, ten times slower.
 */

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
  return tf.fused.matMul({ a: x, b: kernel, transposeA: false, transposeB: false, bias, activation }) as tf.Tensor2D;
}

export interface DenseGradients {
  readonly kernel: tf.Tensor2D;
  readonly bias: tf.Tensor1D;
  /** Undefined unless asked for. */
  readonly input: tf.Tensor2D | undefined;
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
  const dz = activation === 'relu' ? tf.tidy(() => tf.mul(dy, tf.step(y))) : dy.clone();
  const gradients: DenseGradients = {
    kernel: tf.tidy(() => tf.matMul(tf.transpose(x), dz)),
    bias: tf.sum(dz, 0),
    input: wantsInput ? tf.tidy(() => tf.matMul(dz, tf.transpose(kernel))) : undefined,
  };
  dz.dispose();
  return gradients;
}
