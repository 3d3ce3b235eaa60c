import * as tf from '@tensorflow/tfjs-core';

/** Batch normalisation over all axes but the last (Ioffe & Szegedy 2015), with Keras' defaults. */

export const BATCH_NORM_KERNEL = 'FittingBatchNorm';
export const BATCH_NORM_INFERENCE_KERNEL = 'FittingBatchNormInference';
export const BATCH_NORM_GRADIENT_KERNEL = 'FittingBatchNormGradient';

export const BATCH_NORM_EPSILON = 0.001;

export interface BatchNormParameters {
  readonly gamma: tf.Tensor1D;
  readonly beta: tf.Tensor1D;
  readonly movingMean: tf.Tensor1D;
  readonly movingVariance: tf.Tensor1D;
}

export interface BatchNormAttributes {
  /** Of the moving averages. */
  readonly momentum: number;
}

export interface Normalised {
  /** gamma * (x - mean) / sqrt(variance + epsilon) + beta, in x's shape. */
  readonly y: tf.Tensor;
  /** Over the batch // [channels] */
  readonly mean: tf.Tensor1D;
  /** Biased, over the batch // [channels] */
  readonly variance: tf.Tensor1D;
}

/**
 * Training mode: normalises by the batch's own mean and variance, and moves the moving averages in place.
 * @param x [..., channels]
 * @param momentum what stays of the moving averages, as `movingMomentum` has it
 */
export function batchNormTraining(x: tf.Tensor, parameters: BatchNormParameters, momentum: number): Normalised {
  const attributes: BatchNormAttributes = { momentum };
  const [y, mean, variance] = tf
    .engine()
    .runKernel<[tf.Tensor, tf.Tensor1D, tf.Tensor1D]>(BATCH_NORM_KERNEL, { x, ...parameters }, { ...attributes });
  return { y, mean, variance };
}

/** Inference mode: normalises by the moving averages. */
export function batchNormInference(x: tf.Tensor, parameters: BatchNormParameters): tf.Tensor {
  return tf.engine().runKernel(BATCH_NORM_INFERENCE_KERNEL, { x, ...parameters });
}

/** Gradient of the inference mode for its input; mean and variance are constants: gamma / sqrt(variance + epsilon) * dy. */
export function batchNormInferenceGradient(dy: tf.Tensor, parameters: BatchNormParameters): tf.Tensor {
  const zeros = tf.zerosLike(parameters.beta);
  const dx = batchNormInference(dy, { ...parameters, beta: zeros, movingMean: zeros });
  zeros.dispose();
  return dx;
}

export interface BatchNormGradients {
  readonly input: tf.Tensor;
  readonly gamma: tf.Tensor1D;
  readonly beta: tf.Tensor1D;
}

/**
 * Gradients of the training mode, in which mean and variance depend on x as well:
 * dx = gamma / sqrt(variance + epsilon) * (dy - mean(dy) - normalised * mean(dy * normalised)).
 */
export function batchNormGradients(
  dy: tf.Tensor,
  x: tf.Tensor,
  gamma: tf.Tensor1D,
  { mean, variance }: Normalised,
): BatchNormGradients {
  const [input, gammaGradient, beta] = tf
    .engine()
    .runKernel<[tf.Tensor, tf.Tensor1D, tf.Tensor1D]>(BATCH_NORM_GRADIENT_KERNEL, { dy, x, gamma, mean, variance });
  return { input, gamma: gammaGradient, beta };
}
