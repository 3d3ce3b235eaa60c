import * as tf from '@tensorflow/tfjs-core';

/** Adam (Kingma & Ba 2015) in Keras' form, on the weights in place. */

export const ADAM_KERNEL = 'FittingAdam';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-7;

export interface AdamAttributes {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** The learning rate with both bias corrections folded in. */
  readonly correctedRate: number;
}

/**
 * weights -= rate * sqrt(1 - beta2^t) / (1 - beta1^t) * firstMoment / (sqrt(secondMoment) + epsilon), after both moments
 * took in the gradient. All four tensors have one shape; all but the gradient are overwritten.
 * @param step counted from 1
 */
export function adamUpdate(
  weights: tf.Tensor,
  gradient: tf.Tensor,
  firstMoment: tf.Tensor,
  secondMoment: tf.Tensor,
  learningRate: number,
  step: number,
): void {
  const correctedRate = (learningRate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step);
  const attributes: AdamAttributes = { beta1: BETA_1, beta2: BETA_2, epsilon: EPSILON, correctedRate };
  tf.engine().runKernel(ADAM_KERNEL, { weights, gradient, firstMoment, secondMoment }, { ...attributes });
}
