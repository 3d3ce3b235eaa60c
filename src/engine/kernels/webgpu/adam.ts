import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { ADAM_KERNEL, type AdamAttributes, MAX_NORM_EPSILON } from '../../ops/adam.ts';
import { kernelInput } from '../inputs.ts';
import { COLUMN_LANES, columnGroups, columnMain } from './columns.ts';
import { f32, freeTensor, makeTensor, type Parameter, runProgram, u32 } from './encoder.ts';
import { flatMain, flatWorkgroups } from './flat.ts';
import { sumParts } from './sum-parts.ts';

/**
 * Adam with max-norm. A thread takes a whole column where columns are short, 16 threads where they are longer, so that
 * they can shorten it at once; two such parameters share a dispatch (of four tensors each, 8 bindings being what every
 * device has). The rows of a large parameter are shared out; its columns' norms and their shortening follow.
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

/** Columns up to this long have a thread each. */
const SHORT_COLUMN = 8;
/** Columns longer than this are shared out, if there is more than one. */
const LONG_COLUMN = 512;
const A_DISPATCH = 2;
/** Rows of a chunk, and chunks: enough threads, few sums to add. */
const SHORTEST_CHUNK = 16;
const MOST_CHUNKS = 512;

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

/** One thread a column; neighbouring threads have neighbouring columns. */
function shortColumnsCode(targets: number): string {
  const each = (text: (n: number) => string): string => Array.from({ length: targets }, (_, n) => text(n)).join('\n');
  return /* wgsl */ `
    ${SCALE}
    ${each(updateCode)}
    @compute @workgroup_size(64)
    fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
      let column = group.x * 64u + local;
      var squares = 0.0;
      ${each(
        (n) => /* wgsl */ `
      if (group.y == ${n}u && column < params.columns${n}) {
        for (var row = 0u; row < params.rows${n}; row++) {
          let moved = update${n}(row * params.columns${n} + column);
          squares += moved * moved;
        }
        if (params.limit${n} > 0.0) {
          let scale = scaleOf(squares, params.limit${n});
          for (var row = 0u; row < params.rows${n}; row++) { weights${n}[row * params.columns${n} + column] *= scale; }
        }
      }`,
      )}
    }
  `;
}

/** One thread a column of a chunk of rows. */
const CHUNK_CODE = `
  ${updateCode(0)}
  ${flatMain(/* wgsl */ `
    let column = index % params.columns;
    let chunk = index / params.columns;
    if (chunk >= params.chunks) { return; }
    var squares = 0.0;
    let first = chunk * params.chunkRows;
    for (var row = first; row < min(params.rows, first + params.chunkRows); row++) {
      let moved = update0(row * params.columns + column);
      squares += moved * moved;
    }
    parts[index] = squares;
  `)}
`;

const SHORTEN_CODE = `
  ${SCALE}
  ${flatMain(/* wgsl */ `
    if (index >= params.elements) { return; }
    weights[index] *= scaleOf(squares[index % params.columns], params.limit);
  `)}
`;

type Form = 'short' | 'whole' | 'long';

function formOf({ rows, columns }: Target): Form {
  if (rows <= SHORT_COLUMN) return 'short';
  return rows > LONG_COLUMN && columns > 1 ? 'long' : 'whole';
}

function updateTogether(
  gpu: WebGPUBackend,
  form: 'short' | 'whole',
  targets: readonly Target[],
  rates: readonly Parameter[],
): void {
  const named = (name: 'weights' | 'firstMoment' | 'secondMoment' | 'gradient'): Record<string, TensorInfo> =>
    Object.fromEntries(targets.map((target, n) => [`${name}${n}`, target[name]]));
  const columns = Math.max(...targets.map((target) => target.columns));
  runProgram(gpu, {
    key: `${ADAM_KERNEL}.${form} ${targets.length}`,
    code: () => (form === 'short' ? shortColumnsCode(targets.length) : wholeColumnsCode(targets.length)),
    reads: named('gradient'),
    writes: { ...named('weights'), ...named('firstMoment'), ...named('secondMoment') },
    params: [
      ...rates,
      ...targets.flatMap((target, n) => [
        u32(`rows${n}`, target.rows),
        u32(`columns${n}`, target.columns),
        f32(`limit${n}`, target.maxNorm),
      ]),
    ],
    paramsChange: true,
    workgroups: [form === 'short' ? Math.ceil(columns / 64) : columnGroups(columns), targets.length, 1],
  });
}

function updateLong(gpu: WebGPUBackend, target: Target, rates: readonly Parameter[]): void {
  const { weights, gradient, firstMoment, secondMoment, rows, columns, maxNorm } = target;
  const chunkRows = Math.max(SHORTEST_CHUNK, Math.ceil(rows / MOST_CHUNKS));
  const chunks = Math.ceil(rows / chunkRows);
  const parts = makeTensor(gpu, [chunks, columns]);
  runProgram(gpu, {
    key: `${ADAM_KERNEL}.chunks`,
    code: () => CHUNK_CODE,
    reads: { gradient0: gradient },
    writes: { weights0: weights, firstMoment0: firstMoment, secondMoment0: secondMoment, parts },
    params: [...rates, u32('rows', rows), u32('columns', columns), u32('chunkRows', chunkRows), u32('chunks', chunks)],
    paramsChange: true,
    workgroups: flatWorkgroups(chunks * columns),
  });
  if (maxNorm > 0) {
    const squares = makeTensor(gpu, [columns]);
    sumParts(gpu, {
      name: ADAM_KERNEL,
      constants: {},
      partial: parts,
      parts: chunks,
      rows: 1,
      columns,
      reads: {},
      writes: { squares },
      store: 'squares[column] = value;',
    });
    runProgram(gpu, {
      key: `${ADAM_KERNEL}.shorten`,
      code: () => SHORTEN_CODE,
      reads: { squares },
      writes: { weights },
      params: [u32('elements', rows * columns), u32('columns', columns), f32('limit', maxNorm)],
      workgroups: flatWorkgroups(rows * columns),
    });
    freeTensor(gpu, squares);
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
      const elements = util.sizeFromShape(weights.shape);
      // Without a norm to take, the shape means nothing: one row has the most threads.
      const rows = maxNorm > 0 ? (weights.shape[0] ?? 1) : 1;
      return {
        weights,
        gradient: kernelInput(inputs, `gradient${index}`),
        firstMoment: kernelInput(inputs, `firstMoment${index}`),
        secondMoment: kernelInput(inputs, `secondMoment${index}`),
        rows,
        columns: elements / rows,
        maxNorm,
      };
    });
    for (const form of ['short', 'whole'] as const) {
      const targetsOfForm = targets.filter((target) => formOf(target) === form);
      for (let first = 0; first < targetsOfForm.length; first += A_DISPATCH) {
        updateTogether(gpu, form, targetsOfForm.slice(first, first + A_DISPATCH), rates);
      }
    }
    for (const target of targets) if (formOf(target) === 'long') updateLong(gpu, target, rates);
    return [];
  },
};
