import '@tensorflow/tfjs-backend-webgpu';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { syntheticBatch } from '../../../src/engine/bench/batches.ts';
import type { BenchOrder, Block, Contestant, GpuCounts, Prepared } from '../../../src/engine/bench/contract.ts';
import { countGpuCalls } from '../../../src/engine/bench/gpu-counts.ts';
import { gpuBytesAllocated } from '../../../src/engine/bench/gpu-memory.ts';
import { Profile } from '../../../src/engine/bench/profile.ts';
import { evenly } from '../../../src/engine/bench/serve.ts';
import { defaultAdapterName } from './adapter.ts';
import { compiledModel } from './tfjs-model.ts';
import { registerFilterGradient } from './tfjs-wasm-filter-gradient.ts';

/** Stock TensorFlow.js as a contestant: tf.layers and `model.fit`. */

interface Data {
  readonly x: tf.Tensor4D;
  readonly y: tf.Tensor2D;
}

export class TfjsContestant implements Contestant {
  #model: LayersModel | undefined;
  #batch = 0;
  #takeCounts: (() => GpuCounts) | undefined;
  #profile: Profile | undefined;
  #data: (Data & { readonly steps: number }) | undefined;

  async prepare(order: BenchOrder): Promise<Prepared> {
    this.#batch = order.batch;
    const isWasm = order.backend === 'wasm';
    if (order.profile) this.#profile = new Profile(order.backend);
    if (isWasm) {
      setWasmPaths({
        'tfjs-backend-wasm.wasm': plainUrl,
        'tfjs-backend-wasm-simd.wasm': simdUrl,
        'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
      });
      setThreadsCount(order.threads);
      registerFilterGradient();
    } else {
      this.#takeCounts = countGpuCalls();
    }
    const adapter = isWasm ? 'XNNPACK' : await defaultAdapterName();
    if (!(await tf.setBackend(order.backend))) throw new Error(`tfjs could not start ${order.backend}`);
    this.#profile?.watchKernels();
    this.#model = compiledModel(order.network);
    const note = isWasm ? 'model.fit, naive filter gradient' : 'model.fit';
    return { adapter, threads: isWasm ? order.threads : 1, note };
  }

  async run(steps: number): Promise<Block> {
    if (this.#profile !== undefined) {
      await this.#dataOf(1);
      return this.#profile.run(steps, async () => {
        await this.#fit(1);
      });
    }
    await this.#dataOf(steps);
    this.#takeCounts?.();
    const { each, total } = await this.#fit(steps);
    const gpu = this.#takeCounts?.();
    if (gpu === undefined) return { msPerStep: each };
    return { msPerStep: evenly(steps, total), gpu, bytesAllocated: gpuBytesAllocated() ?? 0 };
  }

  async #fit(steps: number): Promise<{ each: number[]; total: number }> {
    const model = this.#model;
    if (model === undefined) throw new Error('run before prepare');
    const { x, y } = await this.#dataOf(steps);
    const each: number[] = [];
    let batchStart = 0;
    const start = performance.now();
    await model.fit(x, y, {
      batchSize: x.shape[0] / steps,
      epochs: 1,
      shuffle: false,
      verbose: 0,
      // Its pauses for the page to draw are no work, and there is no page to draw here.
      yieldEvery: 'never',
      callbacks: {
        onBatchBegin: () => {
          batchStart = performance.now();
        },
        onBatchEnd: () => {
          each.push(performance.now() - batchStart);
        },
      },
    });
    return { each, total: performance.now() - start };
  }

  /** As much as `fit` takes for that many steps. It is on the GPU before the clock starts, as in a real run. */
  async #dataOf(steps: number): Promise<Data> {
    const batch = this.#batch;
    if (this.#data?.steps === steps) return this.#data;
    tf.dispose([this.#data?.x ?? [], this.#data?.y ?? []]);
    const { pixels, labels } = syntheticBatch(batch * steps, 1);
    const x = tf.tensor4d(pixels, [batch * steps, 28, 28, 1]);
    const y = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), 10) as tf.Tensor2D;
    const indices = tf.tensor1d([0], 'int32');
    for (const tensor of [x, y]) {
      const row = tf.gather<tf.Tensor>(tensor, indices);
      await row.data();
      row.dispose();
    }
    indices.dispose();
    this.#data = { x, y, steps };
    return this.#data;
  }
}
