import * as tf from '@tensorflow/tfjs-core';

export const SOFTMAX_CROSS_ENTROPY_KERNEL = 'FittingSoftmaxCrossEntropy';

export interface LossOptions {
  /** Share of the expected answer that is spread over all classes (Szegedy et al. 2016), 0..1. Default 0. */
  readonly labelSmoothing?: number | undefined;
  /** How much an image counts, by its label // [classes]. Default all 1. */
  readonly classWeights?: readonly number[] | undefined;
}

export interface SoftmaxCrossEntropyAttributes {
  readonly labelSmoothing: number;
  /** [classes], or empty: all 1. */
  readonly classWeights: number[];
}

export interface BatchLoss {
  /** [mean loss, number of right answers]; class weights don't touch the second // [2] */
  readonly metrics: tf.Tensor1D;
  /** Gradient of the mean loss for the logits: weight * (softmax - expected) / batch // [batch, classes] */
  readonly logits: tf.Tensor2D;
}

/**
 * Softmax cross-entropy on logits: log(sum(exp(z - max))) + max - z[label], which neither overflows nor clips. (Clipping
 * the softmax at 1e-7, as a loss on probabilities does, has a zero gradient where the network is confidently wrong.)
 *
 * The expected answer is (1 - labelSmoothing) * one-hot + labelSmoothing / classes. The mean is the weighted sum over the
 * number of images, as in Keras, not over the sum of their weights.
 * @param logits [batch, classes]
 * @param labels int32 // [batch]
 * @throws RangeError when there are class weights but not one for each class
 */
export function softmaxCrossEntropy(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  { labelSmoothing = 0, classWeights = [] }: LossOptions = {},
): BatchLoss {
  const classes = logits.shape[1];
  if (classWeights.length !== 0 && classWeights.length !== classes) {
    throw new RangeError(`${classWeights.length} class weights for ${classes} classes`);
  }
  const attributes: SoftmaxCrossEntropyAttributes = { labelSmoothing, classWeights: [...classWeights] };
  const [metrics, gradient] = tf
    .engine()
    .runKernel<[tf.Tensor1D, tf.Tensor2D]>(SOFTMAX_CROSS_ENTROPY_KERNEL, { logits, labels }, { ...attributes });
  return { metrics, logits: gradient };
}
