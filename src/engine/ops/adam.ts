import * as tf from '@tensorflow/tfjs-core';

/** Adam (Kingma & Ba 2015) in Keras' form with Keras' max-norm constraint, on all weights of a network in place. */

export const ADAM_KERNEL = 'FittingAdam';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-7;

/** Keras' guard against a division by zero; it shortens every vector by about one part in ten million. */
export const MAX_NORM_EPSILON = 1e-7;

/** One parameter's four tensors, all of one shape; all but the gradient are overwritten. */
export interface AdamParameter {
  readonly weights: tf.Tensor;
  readonly gradient: tf.Tensor;
  readonly firstMoment: tf.Tensor;
  readonly secondMoment: tf.Tensor;
  /**
   * Max-norm with Keras' default axis 0, after the update: each vector along the first axis longer than this is scaled
   * down to it. For a dense kernel [inputs, units] that is a unit's incoming weights; for a convolution's [height, width,
   * …] one column of the window; for a bias the whole vector. 0 for none.
   */
  readonly maxNorm: number;
}

export interface AdamAttributes {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly learningRate: number;
  /** Counted from 1. */
  readonly iteration: number;
  /** Of each parameter in turn. The inputs are `weights0`, `gradient0`, `firstMoment0`, `secondMoment0`, `weights1`, … */
  readonly maxNorms: number[];
}

/**
 * weights -= rate * sqrt(1 - beta2^t) / (1 - beta1^t) * firstMoment / (sqrt(secondMoment) + epsilon), after both moments
 * took in the gradient; then max-norm.
 * @param step counted from 1
 */
export function adamUpdate(parameters: readonly AdamParameter[], learningRate: number, step: number): void {
  const attributes: AdamAttributes = {
    beta1: BETA_1,
    beta2: BETA_2,
    epsilon: EPSILON,
    learningRate,
    iteration: step,
    maxNorms: parameters.map(({ maxNorm }) => maxNorm),
  };
  const inputs = Object.fromEntries(
    parameters.flatMap(({ weights, gradient, firstMoment, secondMoment }, index) => [
      [`weights${index}`, weights],
      [`gradient${index}`, gradient],
      [`firstMoment${index}`, firstMoment],
      [`secondMoment${index}`, secondMoment],
    ]),
  );
  tf.engine().runKernel(ADAM_KERNEL, inputs, { ...attributes });
}
