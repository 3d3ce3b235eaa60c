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
