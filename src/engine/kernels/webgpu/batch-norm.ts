import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, type Tensor, type TensorInfo, util } from '@tensorflow/tfjs-core';
import {
  BATCH_NORM_EPSILON,
  BATCH_NORM_GRADIENT_KERNEL,
  BATCH_NORM_INFERENCE_KERNEL,
  BATCH_NORM_KERNEL,
  type BatchNormAttributes,
} from '../../ops/batch-norm.ts';
import { kernelInput } from '../inputs.ts';
import { COLUMN_LANES, COLUMNS, chooseChunks, columnGroups, columnMain } from './columns.ts';
import { f32, freeTensor, makeTensor, runProgram, u32 } from './encoder.ts';
import { constants, flatMain, flatWorkgroups } from './flat.ts';
import { sumParts } from './sum-parts.ts';

/**
 * Batch normalisation over [rows, channels]. Means and sums are taken in two stages: over fixed chunks of rows, then over
 * the chunks, always in the same order.
 */

interface Rows {
  readonly rows: number;
  readonly channels: number;
}

function rowsOf(x: TensorInfo): Rows {
  const channels = x.shape.at(-1) ?? 1;
  return { rows: util.sizeFromShape(x.shape) / channels, channels };
}

/**
 * A chunk's mean and sum of squared distances from it, without the cancellation of E(x²) - E(x)²: distances are taken
 * from the chunk's first row.
 */
const CHUNK_MOMENTS = columnMain(
  '',
  /* wgsl */ `
    let first = group.y * params.chunkRows;
    let end = min(params.rows, first + params.chunkRows);
    var sum = 0.0;
    var squares = 0.0;
    var origin = 0.0;
    if (column < params.channels) {
      origin = x[first * params.channels + column];
      for (var row = first + lane; row < end; row += ${COLUMN_LANES}u) {
        let distance = x[row * params.channels + column] - origin;
        sum += distance;
        squares += distance * distance;
      }
    }
    let total = addLanes(vec2<f32>(sum, squares), local);
    if (lane == 0u && column < params.channels) {
      let count = f32(end - first);
      let at = group.y * 2u * params.channels + column;
      moments[at] = origin + total.x / count;
      moments[at + params.channels] = max(0.0, total.y - total.x * total.x / count);
    }
  `,
);

/** Chan, Golub & LeVeque (1979): the moments of two sets from the moments of each. */
const MERGE_MOMENTS = columnMain(
  /* wgsl */ `
    struct Moments { count : f32, mean : f32, squares : f32 };
    var<workgroup> merged : array<Moments, ${COLUMNS * COLUMN_LANES}>;
    fn merge(a : Moments, b : Moments) -> Moments {
      let count = a.count + b.count;
      if (count == 0.0) { return a; }
      let distance = b.mean - a.mean;
      return Moments(count, a.mean + distance * (b.count / count),
        a.squares + b.squares + distance * distance * (a.count * b.count / count));
    }
  `,
  /* wgsl */ `
    var own = Moments(0.0, 0.0, 0.0);
    if (column < params.channels) {
      for (var chunk = lane; chunk < params.chunks; chunk += ${COLUMN_LANES}u) {
        let count = f32(min(params.rows - chunk * params.chunkRows, params.chunkRows));
        let at = chunk * 2u * params.channels + column;
        own = merge(own, Moments(count, moments[at], moments[at + params.channels]));
      }
    }
    merged[local] = own;
    for (var reach = ${(COLUMNS * COLUMN_LANES) / 2}u; reach >= ${COLUMNS}u; reach /= 2u) {
      workgroupBarrier();
      if (local < reach) { merged[local] = merge(merged[local], merged[local + reach]); }
    }
    if (lane == 0u && column < params.channels) {
      let value = merged[local].squares / f32(params.rows);
      mean[column] = merged[local].mean;
      variance[column] = value;
      movingMean[column] = params.momentum * movingMean[column] + (1.0 - params.momentum) * merged[local].mean;
      movingVariance[column] = params.momentum * movingVariance[column] + (1.0 - params.momentum) * value;
    }
  `,
);

const APPLY = flatMain(/* wgsl */ `
  if (index >= params.elements) { return; }
  let channel = index % CHANNELS;
  let scale = gamma[channel] * inverseSqrt(variance[channel] + EPSILON);
  y[index] = scale * (x[index] - mean[channel]) + beta[channel];
`);

const CHUNK_GRADIENTS = columnMain(
  '',
  /* wgsl */ `
    let first = group.y * params.chunkRows;
    let end = min(params.rows, first + params.chunkRows);
    var sums = vec2<f32>();
    if (column < params.channels) {
      let middle = mean[column];
      for (var row = first + lane; row < end; row += ${COLUMN_LANES}u) {
        let at = row * params.channels + column;
        sums += vec2<f32>(dy[at], dy[at] * (x[at] - middle));
      }
    }
    let total = addLanes(sums, local);
    if (lane == 0u && column < params.channels) {
      let at = group.y * 2u * params.channels + column;
      parts[at] = total.x;
      parts[at + params.channels] = total.y * inverseSqrt(variance[column] + EPSILON);
    }
  `,
);

const INPUT_GRADIENT = flatMain(/* wgsl */ `
  if (index >= params.elements) { return; }
  let channel = index % CHANNELS;
  let inverse = inverseSqrt(variance[channel] + EPSILON);
  let normalised = (x[index] - mean[channel]) * inverse;
  let spread = (dBeta[channel] + normalised * dGamma[channel]) / params.rows;
  dx[index] = gamma[channel] * inverse * (dy[index] - spread);
`);

interface Moments {
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
}

function apply(
  gpu: WebGPUBackend,
  x: TensorInfo,
  gamma: Tensor,
  beta: Tensor,
  { mean, variance }: Moments,
): TensorInfo {
  const { rows, channels } = rowsOf(x);
  const y = makeTensor(gpu, x.shape);
  runProgram(gpu, {
    key: `${BATCH_NORM_KERNEL}.apply ${channels}`,
    code: () => constants({ CHANNELS: channels, EPSILON: BATCH_NORM_EPSILON }) + APPLY,
    reads: { x, gamma, beta, mean, variance },
    writes: { y },
    params: [u32('elements', rows * channels)],
    workgroups: flatWorkgroups(rows * channels),
  });
  return y;
}

export const batchNormWebgpu: KernelConfig = {
  kernelName: BATCH_NORM_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { momentum } = attrs as unknown as BatchNormAttributes;
    const gpu = backend as WebGPUBackend;
    const x = kernelInput(inputs, 'x');
    const { rows, channels } = rowsOf(x);
    const chunks = chooseChunks(rows);
    const shape = [u32('rows', rows), u32('channels', channels), u32('chunkRows', chunks.rows)];
    const moments = makeTensor(gpu, [chunks.count, 2, channels]);
    runProgram(gpu, {
      key: `${BATCH_NORM_KERNEL}.chunks`,
      code: () => CHUNK_MOMENTS,
      reads: { x },
      writes: { moments },
      params: shape,
      workgroups: [columnGroups(channels), chunks.count, 1],
    });
    const mean = makeTensor(gpu, [channels]);
    const variance = makeTensor(gpu, [channels]);
    runProgram(gpu, {
      key: `${BATCH_NORM_KERNEL}.merge`,
      code: () => MERGE_MOMENTS,
      reads: { moments },
      writes: {
        mean,
        variance,
        movingMean: kernelInput(inputs, 'movingMean'),
        movingVariance: kernelInput(inputs, 'movingVariance'),
      },
      params: [...shape, u32('chunks', chunks.count), f32('momentum', momentum)],
      paramsChange: true,
      workgroups: [columnGroups(channels), 1, 1],
    });
    freeTensor(gpu, moments);
    const y = apply(gpu, x, kernelInput(inputs, 'gamma'), kernelInput(inputs, 'beta'), { mean, variance });
    return [y, mean, variance];
  },
};

export const batchNormInferenceWebgpu: KernelConfig = {
  kernelName: BATCH_NORM_INFERENCE_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }) =>
    apply(
      backend as WebGPUBackend,
      kernelInput(inputs, 'x'),
      kernelInput(inputs, 'gamma'),
      kernelInput(inputs, 'beta'),
      { mean: kernelInput(inputs, 'movingMean'), variance: kernelInput(inputs, 'movingVariance') },
    ),
};

export const batchNormGradientWebgpu: KernelConfig = {
  kernelName: BATCH_NORM_GRADIENT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }) => {
    const gpu = backend as WebGPUBackend;
    const [dy, x, gamma] = [kernelInput(inputs, 'dy'), kernelInput(inputs, 'x'), kernelInput(inputs, 'gamma')];
    const saved = { mean: kernelInput(inputs, 'mean'), variance: kernelInput(inputs, 'variance') };
    const { rows, channels } = rowsOf(x);
    const chunks = chooseChunks(rows);
    const partial = makeTensor(gpu, [chunks.count, 2, channels]);
    runProgram(gpu, {
      key: `${BATCH_NORM_GRADIENT_KERNEL}.chunks`,
      code: () => constants({ EPSILON: BATCH_NORM_EPSILON }) + CHUNK_GRADIENTS,
      reads: { dy, x, ...saved },
      writes: { parts: partial },
      params: [u32('rows', rows), u32('channels', channels), u32('chunkRows', chunks.rows)],
      workgroups: [columnGroups(channels), chunks.count, 1],
    });
    const dGamma = makeTensor(gpu, [channels]);
    const dBeta = makeTensor(gpu, [channels]);
    sumParts(gpu, {
      name: BATCH_NORM_GRADIENT_KERNEL,
      constants: {},
      partial,
      parts: chunks.count,
      rows: 2,
      columns: channels,
      reads: {},
      writes: { dGamma, dBeta },
      store: 'if (row == 0u) { dBeta[column] = value; } else { dGamma[column] = value; }',
    });
    freeTensor(gpu, partial);
    const dx = makeTensor(gpu, x.shape);
    runProgram(gpu, {
      key: `${BATCH_NORM_GRADIENT_KERNEL}.input ${channels}`,
      code: () => constants({ CHANNELS: channels, EPSILON: BATCH_NORM_EPSILON }) + INPUT_GRADIENT,
      reads: { dy, x, gamma, ...saved, dGamma, dBeta },
      writes: { dx },
      params: [u32('elements', rows * channels), f32('rows', rows)],
      workgroups: flatWorkgroups(rows * channels),
    });
    return [dx, dGamma, dBeta];
  },
};
