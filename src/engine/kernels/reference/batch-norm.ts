import type { BatchNormStart } from '../../../core/batch-norm-start.ts';
import type { NormShape } from '../wasm/batch-norm.ts';

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

/** Per channel mean and biased variance, in two passes. */
export function moments(
  x: ArrayLike<number>,
  { rows, channels }: NormShape,
): { mean: Float64Array; variance: Float64Array } {
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let index = 0; index < x.length; index++) {
    mean[index % channels] = at(mean, index % channels) + at(x, index) / rows;
  }
  for (let index = 0; index < x.length; index++) {
    const distance = at(x, index) - at(mean, index % channels);
    variance[index % channels] = at(variance, index % channels) + (distance * distance) / rows;
  }
  return { mean, variance };
}

/**
 * A channel's moving average after these batches, by its definition: each batch weighs 0.99 times as much as the one after
 * it. In Keras what it starts from is one more value, which weighs all that is left; corrected, it weighs nothing.
 */
export function movedAverage(start: BatchNormStart, initial: number, batches: readonly number[]): number {
  const weights = batches.map((_, index) => 0.01 * 0.99 ** (batches.length - 1 - index));
  const sum = batches.reduce((total, value, index) => total + at(weights, index) * value, 0);
  const total = weights.reduce((all, weight) => all + weight, 0);
  return start === 'keras' ? sum + (1 - total) * initial : sum / total;
}

/** gamma (x - mean) / sqrt(variance + epsilon) + beta */
export function batchNormInference(
  x: ArrayLike<number>,
  gamma: ArrayLike<number>,
  beta: ArrayLike<number>,
  mean: ArrayLike<number>,
  variance: ArrayLike<number>,
  { channels }: NormShape,
  epsilon: number,
): Float64Array {
  return Float64Array.from({ length: x.length }, (_, index) => {
    const c = index % channels;
    return (at(gamma, c) * (at(x, index) - at(mean, c))) / Math.sqrt(at(variance, c) + epsilon) + at(beta, c);
  });
}

/** Gradients of normalising with the batch's own moments (Ioffe and Szegedy, 2015, section 3). */
export function batchNormGradient(
  x: ArrayLike<number>,
  dy: ArrayLike<number>,
  gamma: ArrayLike<number>,
  shape: NormShape,
  epsilon: number,
): { dx: Float64Array; dGamma: Float64Array; dBeta: Float64Array } {
  const { rows, channels } = shape;
  const { mean, variance } = moments(x, shape);
  const inverse = variance.map((value) => 1 / Math.sqrt(value + epsilon));
  const dGamma = new Float64Array(channels);
  const dBeta = new Float64Array(channels);
  const normalised = (index: number): number =>
    (at(x, index) - at(mean, index % channels)) * at(inverse, index % channels);
  for (let index = 0; index < x.length; index++) {
    const c = index % channels;
    dGamma[c] = at(dGamma, c) + at(dy, index) * normalised(index);
    dBeta[c] = at(dBeta, c) + at(dy, index);
  }
  const dx = Float64Array.from({ length: x.length }, (_, index) => {
    const c = index % channels;
    const centred = at(dy, index) - at(dBeta, c) / rows - (normalised(index) * at(dGamma, c)) / rows;
    return at(gamma, c) * at(inverse, c) * centred;
  });
  return { dx, dGamma, dBeta };
}
