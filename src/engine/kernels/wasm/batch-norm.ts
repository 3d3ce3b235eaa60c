import type { KernelModule } from './module.ts';

/** Normalisation of [rows, channels] by channel; rows = batch * height * width. */
export interface NormShape {
  readonly rows: number;
  readonly channels: number;
}

const FLOAT = 4;

const partsBytes = (kernels: KernelModule, { rows, channels }: NormShape): number =>
  (kernels.exports.normChunks(rows) + 1) * 2 * channels * FLOAT;

/** The batch's own mean and biased variance by channel, and y normalised with them. */
export function batchNormTraining(
  kernels: KernelModule,
  at: {
    readonly x: number;
    readonly gamma: number;
    readonly beta: number;
    readonly y: number;
    readonly mean: number;
    readonly variance: number;
  },
  shape: NormShape,
  epsilon: number,
): void {
  kernels.exports.normMoments(
    at.x,
    shape.rows,
    shape.channels,
    at.mean,
    at.variance,
    kernels.scratch(partsBytes(kernels, shape)),
  );
  batchNormInference(kernels, at, shape, epsilon);
}

/** y = gamma (x - mean) / sqrt(variance + epsilon) + beta. */
export function batchNormInference(
  kernels: KernelModule,
  at: {
    readonly x: number;
    readonly gamma: number;
    readonly beta: number;
    readonly y: number;
    readonly mean: number;
    readonly variance: number;
  },
  shape: NormShape,
  epsilon: number,
): void {
  const parts = kernels.scratch(partsBytes(kernels, shape));
  const { rows, channels } = shape;
  kernels.exports.normApply(at.x, at.y, at.gamma, at.beta, at.mean, at.variance, rows, channels, epsilon, parts);
}

/** dx, dGamma and dBeta of `batchNormTraining`, with the mean and variance it wrote. */
export function batchNormGradient(
  kernels: KernelModule,
  at: {
    readonly x: number;
    readonly dy: number;
    readonly dx: number;
    readonly gamma: number;
    readonly mean: number;
    readonly variance: number;
    readonly dGamma: number;
    readonly dBeta: number;
  },
  shape: NormShape,
  epsilon: number,
): void {
  const parts = kernels.scratch(partsBytes(kernels, shape));
  const { rows, channels } = shape;
  kernels.exports.normGradient(
    at.x,
    at.dy,
    at.dx,
    at.gamma,
    at.mean,
    at.variance,
    at.dGamma,
    at.dBeta,
    rows,
    channels,
    epsilon,
    parts,
  );
}
