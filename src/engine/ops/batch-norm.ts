import * as tf from '@tensorflow/tfjs-core';

/** Batch normalisation over all axes but the last (Ioffe & Szegedy 2015), with Keras' defaults. */
const EPSILON = 0.001;
const MOMENTUM = 0.99;

/**
 * How much of a moving average stays when a step's batch comes in: MOMENTUM with Adam's bias correction (Kingma & Ba
 * 2015, section 3), so that the average weighs the batches seen so far and not its initial 0 and 1. Without it a network
 * measured after a short first epoch looks untrained; after 500 steps the two differ by less than a hundredth.
 * @param step steps taken before this one
 */
export function movingMomentum(step: number): number {
  return (MOMENTUM * (1 - MOMENTUM ** step)) / (1 - MOMENTUM ** (step + 1));
}

export interface Normalised {
  /** gamma * (x - mean) / sqrt(variance + epsilon) + beta, in x's shape. */
  readonly y: tf.Tensor;
  /** Over the batch // [channels] */
  readonly mean: tf.Tensor1D;
  /** Biased, over the batch // [channels] */
  readonly variance: tf.Tensor1D;
}

function asRows(x: tf.Tensor): tf.Tensor2D {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}

/**
 * Training mode: normalises by the batch's own mean and variance.
 * @param x [..., channels]
 */
export function batchNormTraining(x: tf.Tensor, gamma: tf.Tensor1D, beta: tf.Tensor1D): Normalised {
  return tf.tidy(() => {
    const rows = asRows(x);
    const mean = tf.mean<tf.Tensor1D>(rows, 0);
    const centred = tf.sub(rows, mean);
    const variance = tf.mean<tf.Tensor1D>(tf.square(centred), 0);
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, EPSILON)));
    return { y: tf.reshape(tf.add(tf.mul(centred, scale), beta), x.shape), mean, variance };
  });
}

/** Inference mode: normalises by the moving averages. */
export function batchNormInference(
  x: tf.Tensor,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  movingMean: tf.Tensor1D,
  movingVariance: tf.Tensor1D,
): tf.Tensor {
  return tf.tidy(() => {
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(movingVariance, EPSILON)));
    return tf.add(tf.mul(x, scale), tf.sub(beta, tf.mul(movingMean, scale)));
  });
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
  saved: Normalised,
): BatchNormGradients {
  return tf.tidy(() => {
    const dyRows = asRows(dy);
    const rows = dyRows.shape[0];
    const inverse = tf.rsqrt(tf.add(saved.variance, EPSILON));
    const normalised = tf.mul(tf.sub(asRows(x), saved.mean), inverse);
    const beta = tf.sum<tf.Tensor1D>(dyRows, 0);
    const gammaGradient = tf.sum<tf.Tensor1D>(tf.mul(dyRows, normalised), 0);
    const spread = tf.add(tf.mul(normalised, tf.div(gammaGradient, rows)), tf.div(beta, rows));
    const input = tf.reshape(tf.mul(tf.sub(dyRows, spread), tf.mul(gamma, inverse)), x.shape);
    return { input, gamma: gammaGradient, beta };
  });
}
