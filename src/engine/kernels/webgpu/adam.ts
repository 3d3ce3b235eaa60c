import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { ADAM_KERNEL, type AdamAttributes, MAX_NORM_EPSILON } from '../../ops/adam.ts';
import { kernelInput } from '../inputs.ts';
import { COLUMN_LANES, chooseChunks, columnGroups, columnMain } from './columns.ts';
import { f32, freeTensor, makeTensor, type Parameter, runProgram, u32 } from './encoder.ts';

/**
 * Adam with max-norm. A workgroup takes whole columns of a small parameter, so that it can shorten them at once, and two
 * parameters share a dispatch (of four tensors each, 8 bindings being what every device has). The rows of a large one are
 * shared out among workgroups; a second dispatch shortens its columns.
 */

interface Target {
  readonly weights: TensorInfo;
  readonly gradient: TensorInfo;
  readonly firstMoment: TensorInfo;
  readonly secondMoment: TensorInfo;
  readonly rows: number;
  readonly columns: number;
  readonly maxNorm: number;
}

/** More rows than this, in as many columns as make it worthwhile, are shared out. */
const WHOLE_ROWS = 512;
const A_DISPATCH = 2;

const isLarge = ({ rows, columns }: Target): boolean => rows > WHOLE_ROWS && columns > 1;

/** Updates element `at` of parameter `n`; gives the new weight. */
const updateCode = (n: number): string => /* wgsl */ `
  fn update${n}(at : u32) -> f32 {
    let slope = gradient${n}[at];
    let first = params.beta1 * firstMoment${n}[at] + (1.0 - params.beta1) * slope;
    let second = params.beta2 * secondMoment${n}[at] + (1.0 - params.beta2) * slope * slope;
    let moved = weights${n}[at] - params.rate * first / (sqrt(second) + params.epsilon);
    firstMoment${n}[at] = first;
    secondMoment${n}[at] = second;
    weights${n}[at] = moved;
    return moved;
  }
`;

const SCALE = /* wgsl */ `
  fn scaleOf(squares : f32, limit : f32) -> f32 {
    let norm = sqrt(squares);
    return min(norm, limit) / (${MAX_NORM_EPSILON} + norm);
  }
`;

/** The workgroups in the second dimension are the parameters. */
function wholeColumnsCode(targets: number): string {
  const each = (text: (n: number) => string): string => Array.from({ length: targets }, (_, n) => text(n)).join('\n');
  return columnMain(
    `${SCALE}${each(updateCode)}`,
    /* wgsl */ `
      var squares = 0.0;
      ${each(
        (n) => /* wgsl */ `
      if (group.y == ${n}u && column < params.columns${n}) {
        for (var row = lane; row < params.rows${n}; row += ${COLUMN_LANES}u) {
          let moved = update${n}(row * params.columns${n} + column);
          squares += moved * moved;
        }
      }`,
      )}
      let total = addLanes(vec2<f32>(squares, 0.0), local).x;
      ${each(
        (n) => /* wgsl */ `
      if (group.y == ${n}u && column < params.columns${n} && params.limit${n} > 0.0) {
        let scale = scaleOf(total, params.limit${n});
        for (var row = lane; row < params.rows${n}; row += ${COLUMN_LANES}u) {
          weights${n}[row * params.columns${n} + column] *= scale;
        }
      }`,
      )}
    `,
  );
}

const CHUNK_CODE = columnMain(
  updateCode(0),
  /* wgsl */ `
    let first = group.y * params.chunkRows;
    let end = min(params.rows, first + params.chunkRows);
    var squares = 0.0;
    if (column < params.columns) {
      for (var row = first + lane; row < end; row += ${COLUMN_LANES}u) {
        let moved = update0(row * params.columns + column);
        squares += moved * moved;
      }
    }
    let total = addLanes(vec2<f32>(squares, 0.0), local).x;
    if (lane == 0u && column < params.columns) { parts[group.y * params.columns + column] = total; }
  `,
);

/** Every workgroup adds up the squares of its columns again, in the same order: cheaper than a dispatch of few threads. */
const SHORTEN_CODE = columnMain(
  SCALE,
  /* wgsl */ `
    let first = group.y * params.chunkRows;
    let end = min(params.rows, first + params.chunkRows);
    var squares = 0.0;
    if (column < params.columns) {
      for (var chunk = lane; chunk < params.chunks; chunk += ${COLUMN_LANES}u) {
        squares += parts[chunk * params.columns + column];
      }
    }
    let scale = scaleOf(addLanes(vec2<f32>(squares, 0.0), local).x, params.limit);
    if (column < params.columns) {
      for (var row = first + lane; row < end; row += ${COLUMN_LANES}u) {
        weights[row * params.columns + column] *= scale;
      }
    }
  `,
);

function updateWholeColumns(gpu: WebGPUBackend, targets: readonly Target[], rates: readonly Parameter[]): void {
  const named = (name: 'weights' | 'firstMoment' | 'secondMoment' | 'gradient'): Record<string, TensorInfo> =>
    Object.fromEntries(targets.map((target, n) => [`${name}${n}`, target[name]]));
  runProgram(gpu, {
    key: `${ADAM_KERNEL}.whole ${targets.length}`,
    code: () => wholeColumnsCode(targets.length),
    reads: named('gradient'),
    writes: { ...named('weights'), ...named('firstMoment'), ...named('secondMoment') },
    params: [
      ...rates,
      ...targets.flatMap(({ rows, columns, maxNorm }, n) => [
        u32(`rows${n}`, rows),
        u32(`columns${n}`, columns),
        f32(`limit${n}`, maxNorm),
      ]),
    ],
    paramsChange: true,
    workgroups: [Math.max(...targets.map(({ columns }) => columnGroups(columns))), targets.length, 1],
  });
}

function updateChunks(gpu: WebGPUBackend, target: Target, rates: readonly Parameter[]): void {
  const { weights, gradient, firstMoment, secondMoment, rows, columns, maxNorm } = target;
  const chunks = chooseChunks(rows);
  const shape = [u32('rows', rows), u32('columns', columns), u32('chunkRows', chunks.rows)];
  const parts = makeTensor(gpu, [chunks.count, columns]);
  runProgram(gpu, {
    key: `${ADAM_KERNEL}.chunks`,
    code: () => CHUNK_CODE,
    reads: { gradient0: gradient },
    writes: { weights0: weights, firstMoment0: firstMoment, secondMoment0: secondMoment, parts },
    params: [...rates, ...shape],
    paramsChange: true,
    workgroups: [columnGroups(columns), chunks.count, 1],
  });
  if (maxNorm > 0) {
    runProgram(gpu, {
      key: `${ADAM_KERNEL}.shorten`,
      code: () => SHORTEN_CODE,
      reads: { parts },
      writes: { weights },
      params: [...shape, u32('chunks', chunks.count), f32('limit', maxNorm)],
      workgroups: [columnGroups(columns), chunks.count, 1],
    });
  }
  freeTensor(gpu, parts);
}

export const adamWebgpu: KernelConfig = {
  kernelName: ADAM_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { beta1, beta2, epsilon, learningRate, iteration, maxNorms } = attrs as unknown as AdamAttributes;
    const gpu = backend as WebGPUBackend;
    const rates = [
      f32('beta1', beta1),
      f32('beta2', beta2),
      f32('epsilon', epsilon),
      f32('rate', (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration)),
    ];
    const targets = maxNorms.map((maxNorm, index): Target => {
      const weights = kernelInput(inputs, `weights${index}`);
      const rows = weights.shape[0] ?? 1;
      return {
        weights,
        gradient: kernelInput(inputs, `gradient${index}`),
        firstMoment: kernelInput(inputs, `firstMoment${index}`),
        secondMoment: kernelInput(inputs, `secondMoment${index}`),
        rows,
        columns: util.sizeFromShape(weights.shape) / rows,
        maxNorm,
      };
    });
    const small = targets.filter((target) => !isLarge(target));
    for (let first = 0; first < small.length; first += A_DISPATCH) {
      updateWholeColumns(gpu, small.slice(first, first + A_DISPATCH), rates);
    }
    for (const target of targets.filter(isLarge)) updateChunks(gpu, target, rates);
    return [];
  },
};
