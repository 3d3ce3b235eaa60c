import * as tf from '@tensorflow/tfjs-core';

export const MAX_NORM_KERNEL = 'FittingMaxNorm';

/** Keras' guard against a division by zero; it shortens every vector by about one part in ten million. */
export const MAX_NORM_EPSILON = 1e-7;

/**
 * Keras' MaxNorm with its default axis 0, in place: each vector along the first axis longer than `limit` is scaled down
 * to it. For a dense kernel [inputs, units] that is a unit's incoming weights; for a convolution's [height, width, …] one
 * column of the window; for a bias the whole vector.
 */
export function applyMaxNorm(weights: tf.Tensor, limit: number): void {
  tf.engine().runKernel(MAX_NORM_KERNEL, { weights }, { limit });
}
