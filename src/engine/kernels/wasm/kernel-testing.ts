import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { type KernelBuild, type KernelModule, startKernels } from './module.ts';
import { type PoolOrder, type PoolWorker, poolOf } from './pool.ts';

/** Kernels under Node for tests: a memory that only grows, typed arrays in and out, workers of Node's own kind. */

// Node 20 has relaxed SIMD behind a flag; browsers have it on.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const SERVE = `
const { parentPort } = require('node:worker_threads');
parentPort.once('message', ({ compiled, memory, control, thread }) => {
  const instance = new WebAssembly.Instance(compiled, { env: { memory, abort() {} } });
  instance.exports.attach(control, thread);
  parentPort.postMessage('ready');
  instance.exports.serve();
});`;

function spawnNodeWorker(): PoolWorker {
  const worker = new Worker(SERVE, { eval: true });
  worker.unref();
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  return { post: (order: PoolOrder) => worker.postMessage(order), ready, terminate: () => void worker.terminate() };
}

export interface TestKernels {
  readonly kernels: KernelModule;
  readonly memory: WebAssembly.Memory;
  /** Copies values in and returns their offset. */
  put(values: Float32Array | Int32Array): number;
  /** Room for `count` floats, filled with NaN so that what a kernel forgets to write shows. */
  room(count: number): number;
  floats(offset: number, count: number): Float32Array;
}

export async function startTestKernels(build: KernelBuild, threads: number): Promise<TestKernels> {
  const shared = build.startsWith('shared');
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 65536, shared });
  const compiled = new WebAssembly.Module(readFileSync(new URL(`./built/${build}.wasm`, import.meta.url)));
  const fail = (reason: unknown): never => {
    throw new Error('no kernel workers', { cause: reason });
  };
  let top = 1024;
  const allocate = (bytes: number): number => {
    const offset = top;
    top += Math.ceil(bytes / 64) * 64;
    const missing = top - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536) + 64);
    return offset;
  };
  const allocator = { allocate, release: () => undefined };
  const kernels = await startKernels(
    compiled,
    memory,
    allocator,
    threads > 1 ? poolOf(threads - 1, fail, spawnNodeWorker) : undefined,
  );
  return {
    kernels,
    memory,
    put(values) {
      const offset = allocate(values.byteLength);
      new Uint8Array(memory.buffer, offset, values.byteLength).set(
        new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      );
      return offset;
    },
    room(count) {
      const offset = allocate(count * 4);
      new Float32Array(memory.buffer, offset, count).fill(Number.NaN);
      return offset;
    },
    floats: (offset, count) => new Float32Array(memory.buffer, offset, count).slice(),
  };
}

/** Floats in [-1, 1), the same for the same seed (a linear congruential generator). */
export function randomFloats(count: number, seed: number): Float32Array {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 0x800000 - 1;
  });
}

/** Largest difference, as a fraction of the largest expected magnitude. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let scale = 1e-30;
  let worst = 0;
  for (let index = 0; index < expected.length; index++) {
    const value = expected[index] ?? Number.NaN;
    const difference = Math.abs((actual[index] ?? Number.NaN) - value);
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
    scale = Math.max(scale, Math.abs(value));
    worst = Math.max(worst, difference);
  }
  return worst / scale;
}
