import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import {
  OPTIMIZER_UPDATE_KERNEL,
  type OptimizerUpdateAttributes,
  slotCount,
  slotNames,
  type UpdateRule,
  type UpdateSettings,
} from '../../ops/optimizer-update.ts';
import { kernelInput } from '../inputs.ts';
import { columnGroups } from './columns.ts';
import { f32, freeTensor, makeTensor, runProgram, u32 } from './encoder.ts';
import { flatWorkgroups } from './flat.ts';
import { sumParts } from './sum-parts.ts';
import { chunksCode, SHORT_THREADS, SHORTEN_CODE, shortColumnsCode, wholeColumnsCode } from './update-programs.ts';
import { decayParameters, ruleKey, ruleParameters } from './update-rules.ts';

/**
 * The optimiser's update with max-norm. A thread takes a whole column where columns are short, 16 threads where they are
 * longer, so that they can shorten it at once; as many such parameters share a dispatch as there are bindings for. The
 * rows of a large parameter are shared out; its columns' norms and their shortening follow.
 */

interface Target {
  readonly weights: TensorInfo;
  readonly gradient: TensorInfo;
  /** By their names. */
  readonly slots: Readonly<Record<string, TensorInfo>>;
  readonly rows: number;
  readonly columns: number;
  readonly maxNorm: number;
  readonly isDecayed: boolean;
}

/** Columns up to this long have a thread each. */
const SHORT_COLUMN = 8;
/** Columns longer than this are shared out, if there is more than one. */
const LONG_COLUMN = 512;
/** Storage buffers of a program on every device. */
const MOST_BUFFERS = 8;
/** Rows of a chunk, and chunks: enough threads, few sums to add. */
const SHORTEST_CHUNK = 16;
const MOST_CHUNKS = 512;

type Form = 'short' | 'whole' | 'long';

function formOf({ rows, columns }: Target): Form {
  if (rows <= SHORT_COLUMN) return 'short';
  return rows > LONG_COLUMN && columns > 1 ? 'long' : 'whole';
}

/** Weights and slots of parameter `n` of a program, which are updated in place. */
function updatedTensors({ weights, slots }: Target, n: number): Record<string, TensorInfo> {
  const named = Object.entries(slots).map(([name, slot]) => [`${name}${n}`, slot] as const);
  return { [`weights${n}`]: weights, ...Object.fromEntries(named) };
}

function updateTogether(
  gpu: WebGPUBackend,
  form: 'short' | 'whole',
  targets: readonly Target[],
  rule: UpdateRule,
  settings: UpdateSettings,
): void {
  const columns = Math.max(...targets.map((target) => target.columns));
  const code = form === 'short' ? shortColumnsCode : wholeColumnsCode;
  runProgram(gpu, {
    key: `${OPTIMIZER_UPDATE_KERNEL}.${form} ${ruleKey(rule)} ${targets.length}`,
    code: () => code(rule, targets.length),
    reads: Object.fromEntries(targets.map(({ gradient }, n) => [`gradient${n}`, gradient])),
    writes: Object.assign({}, ...targets.map(updatedTensors)),
    params: [
      ...ruleParameters(rule, settings),
      ...targets.flatMap((target, n) => [
        ...decayParameters(n, target.isDecayed, settings),
        u32(`rows${n}`, target.rows),
        u32(`columns${n}`, target.columns),
        f32(`limit${n}`, target.maxNorm),
      ]),
    ],
    paramsChange: true,
    workgroups: [form === 'short' ? Math.ceil(columns / SHORT_THREADS) : columnGroups(columns), targets.length, 1],
  });
}

function updateLong(gpu: WebGPUBackend, target: Target, rule: UpdateRule, settings: UpdateSettings): void {
  const { weights, gradient, rows, columns, maxNorm } = target;
  const chunkRows = Math.max(SHORTEST_CHUNK, Math.ceil(rows / MOST_CHUNKS));
  const chunks = Math.ceil(rows / chunkRows);
  const parts = makeTensor(gpu, [chunks, columns]);
  runProgram(gpu, {
    key: `${OPTIMIZER_UPDATE_KERNEL}.chunks ${ruleKey(rule)}`,
    code: () => chunksCode(rule),
    reads: { gradient0: gradient },
    writes: { ...updatedTensors(target, 0), parts },
    params: [
      ...ruleParameters(rule, settings),
      ...decayParameters(0, target.isDecayed, settings),
      u32('rows', rows),
      u32('columns', columns),
      u32('chunkRows', chunkRows),
      u32('chunks', chunks),
    ],
    paramsChange: true,
    workgroups: flatWorkgroups(chunks * columns),
  });
  const squares = makeTensor(gpu, [columns]);
  sumParts(gpu, {
    name: OPTIMIZER_UPDATE_KERNEL,
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
    key: `${OPTIMIZER_UPDATE_KERNEL}.shorten`,
    code: () => SHORTEN_CODE,
    reads: { squares },
    writes: { weights },
    params: [u32('elements', rows * columns), u32('columns', columns), f32('limit', maxNorm)],
    workgroups: flatWorkgroups(rows * columns),
  });
  freeTensor(gpu, squares);
  freeTensor(gpu, parts);
}

export const optimizerUpdateWebgpu: KernelConfig = {
  kernelName: OPTIMIZER_UPDATE_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { rule, settings, maxNorms, areDecayed } = attrs as unknown as OptimizerUpdateAttributes;
    const gpu = backend as WebGPUBackend;
    const targets = maxNorms.map((maxNorm, index): Target => {
      const weights = kernelInput(inputs, `weights${index}`);
      const elements = util.sizeFromShape(weights.shape);
      // Without a norm to take, the shape means nothing: one row has the most threads.
      const rows = maxNorm > 0 ? (weights.shape[0] ?? 1) : 1;
      return {
        weights,
        gradient: kernelInput(inputs, `gradient${index}`),
        slots: Object.fromEntries(slotNames(rule).map((name) => [name, kernelInput(inputs, `${name}${index}`)])),
        rows,
        columns: elements / rows,
        maxNorm,
        isDecayed: areDecayed[index] === true,
      };
    });
    const together = Math.floor(MOST_BUFFERS / (2 + slotCount(rule)));
    for (const form of ['short', 'whole'] as const) {
      const targetsOfForm = targets.filter((target) => formOf(target) === form);
      for (let first = 0; first < targetsOfForm.length; first += together) {
        updateTogether(gpu, form, targetsOfForm.slice(first, first + together), rule, settings);
      }
    }
    for (const target of targets) if (formOf(target) === 'long') updateLong(gpu, target, rule, settings);
    return [];
  },
};
