import * as tf from '@tensorflow/tfjs-core';

export const SOFTMAX_CROSS_ENTROPY_KERNEL = 'FittingSoftmaxCrossEntropy';

export interface BatchLoss {
  /** [mean cross-entropy, number of right answers] // [2] */
  readonly metrics: tf.Tensor1D;
  /** Gradient of the mean cross-entropy for the logits: (softmax - expected) / batch // [batch, classes] */
  readonly logits: tf.Tensor2D;
}

/**
 * Softmax cross-entropy on logits: log(sum(exp(z - max))) + max - z[label], which neither overflows nor clips. (Clipping
 * the softmax at 1e-7, as a loss on probabilities does, has a zero gradient where the network is confidently wrong.)
 * @param logits [batch, classes]
 * @param labels int32 // [batch]
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): BatchLoss {
  const [metrics, gradient] = tf
    .engine()
    .runKernel<[tf.Tensor1D, tf.Tensor2D]>(SOFTMAX_CROSS_ENTROPY_KERNEL, { logits, labels });
  return { metrics, logits: gradient };
}
