import * as tf from '@tensorflow/tfjs-core';
import { fillRandomWords, wordToUnit } from '../../core/philox.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { startWasm } from '../backend/wasm.ts';
import { startWebgpu } from '../backend/webgpu.ts';

/** Ops on every backend, for tests: fresh values in, all outputs read, nothing left behind. */

export const BACKENDS = ['wasm', 'webgpu'] as const;

export async function startBackends(): Promise<void> {
  // A page must not wait on memory, so there is one thread here; kernels.test.ts holds several against one.
  await startWasm(1);
  await startWebgpu(await requestAdapter(true), (fault) => {
    throw new Error(fault.message);
  });
}

let drawn = 0;
/** Fresh numbers in -1..1 at every call: a recycled buffer must not hold the right old answer. */
export function random(shape: number[], low = -1): number[] {
  const words = new Uint32Array(tf.util.sizeFromShape(shape));
  fillRandomWords(words, 99, 7, drawn++);
  return Array.from(words, (word) => Math.fround(low + (1 - low) * wordToUnit(word)));
}

export type Inputs = Record<string, { values: number[]; shape: number[]; dtype?: 'int32' }>;

/** Runs `compute` on a backend, reads all its outputs, and demands that nothing is left behind. */
export async function runOn(
  backend: string,
  inputs: Inputs,
  compute: (tensors: Record<string, tf.Tensor>) => tf.Tensor[],
): Promise<number[][]> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const tensors = Object.fromEntries(
    Object.entries(inputs).map(([name, { values, shape, dtype }]) => [
      name,
      tf.tensor(values, shape, dtype ?? 'float32'),
    ]),
  );
  const outputs = compute(tensors);
  const values = await Promise.all(outputs.map(async (output) => Array.from(await output.data())));
  tf.dispose([tensors, outputs]);
  const left = tf.memory().numTensors - before;
  if (left !== 0) throw new Error(`${left} tensors left behind`);
  return values;
}

/** The difference's length over the expected vector's; infinite where there are more or fewer numbers. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const norm = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const difference = norm(Array.from(actual, (value, index) => value - (expected[index] ?? Number.NaN)));
  return difference / Math.max(norm(Array.from(expected)), 1e-12);
}

export const as = <T extends tf.Tensor>(tensor: tf.Tensor | undefined): T => tensor as T;
