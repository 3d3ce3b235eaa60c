import * as tf from '@tensorflow/tfjs-core';
import { type Layer, listParameters } from '../../core/layers.ts';
import { networkLayers } from '../../core/networks.ts';
import type { Fault } from '../../protocol/faults.ts';
import type { Device } from '../../protocol/messages.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { startWasm } from '../backend/wasm.ts';
import { startWebgpu } from '../backend/webgpu.ts';
import { labelTensor } from '../data/batch.ts';
import { initialWeights, type Weights } from '../model/weights.ts';
import { gatherImages, type ImageStore } from '../ops/gather-images.ts';
import { KERAS_ADAM, Optimizer } from '../training/optimizer.ts';
import { trainStep } from '../training/step.ts';
import { syntheticBatch } from './batches.ts';
import type { BenchOrder, Block, Contestant, GpuCounts, Prepared } from './contract.ts';
import { countGpuCalls } from './gpu-counts.ts';
import { gpuBytesAllocated } from './gpu-memory.ts';
import { Profile } from './profile.ts';
import { evenly } from './serve.ts';

/** This engine as a contestant: the step of the training loop, on batches that are made as the loop makes them. */

const SEED = 1;
const MAX_NORM = 4;
const LEARNING_RATE = 0.001;

interface Ready {
  readonly layers: readonly Layer[];
  readonly weights: Weights;
  readonly optimizer: Optimizer;
  readonly store: ImageStore;
  readonly labels: Uint8Array;
  readonly takeCounts: (() => GpuCounts) | undefined;
  readonly profile: Profile | undefined;
}

export class EngineContestant implements Contestant {
  #ready: Ready | undefined;
  #fault: Fault | undefined;
  #step = 0;

  async prepare(order: BenchOrder): Promise<Prepared> {
    const takeCounts = order.backend === 'webgpu' ? countGpuCalls() : undefined;
    const profile = order.profile ? new Profile(order.backend) : undefined;
    const { adapter, threads } = await this.#start(order);
    profile?.watchKernels();
    const layers = networkLayers(order.network);
    const parameters = listParameters(layers);
    const weights = initialWeights(parameters, SEED);
    const optimizer = new Optimizer(parameters, weights, { rule: KERAS_ADAM, maxNorm: MAX_NORM });
    const { bytes, labels } = syntheticBatch(order.batch, SEED);
    const block = { index: 0, firstImage: 0, pixels: bytes };
    const store: ImageStore = { imageCount: () => order.batch, blockOf: () => block };
    this.#ready = { layers, weights, optimizer, store, labels, takeCounts, profile };
    return { adapter, threads };
  }

  async #start({ backend, threads }: BenchOrder): Promise<Device> {
    if (backend === 'wasm') return startWasm(threads);
    return startWebgpu(await requestAdapter(true), (fault) => {
      this.#fault = fault;
    });
  }

  async run(steps: number): Promise<Block> {
    const ready = this.#ready;
    if (ready === undefined) throw new Error('run before prepare');
    if (ready.profile !== undefined) {
      return ready.profile.run(steps, async () => {
        await this.#runAll(ready, 1);
      });
    }
    ready.takeCounts?.();
    const msPerStep = ready.takeCounts === undefined ? this.#runEach(ready, steps) : await this.#runAll(ready, steps);
    const gpu = ready.takeCounts?.();
    if (this.#fault !== undefined) throw new Error(this.#fault.message);
    if (gpu === undefined) return { msPerStep };
    return { msPerStep, gpu, bytesAllocated: gpuBytesAllocated() ?? 0 };
  }

  /** On wasm a step is done when the call returns. */
  #runEach(ready: Ready, steps: number): number[] {
    return Array.from({ length: steps }, () => {
      const start = performance.now();
      this.#trainStep(ready).dispose();
      return performance.now() - start;
    });
  }

  /** On the GPU steps are queued and their losses read at the end, as a chunk of the training loop does. */
  async #runAll(ready: Ready, steps: number): Promise<number[]> {
    const start = performance.now();
    const metrics = Array.from({ length: steps }, () => this.#trainStep(ready));
    const stacked = tf.stack(metrics);
    tf.dispose(metrics);
    const losses = await stacked.data();
    stacked.dispose();
    if (!losses.every(Number.isFinite)) throw new Error('the loss is not finite');
    return evenly(steps, performance.now() - start);
  }

  #trainStep({ layers, weights, optimizer, store, labels }: Ready): tf.Tensor1D {
    const batch = {
      images: gatherImages(store, 'train', Uint32Array.from(labels.keys())),
      labels: labelTensor(labels),
    };
    const settings = { seed: SEED, step: this.#step, learningRate: LEARNING_RATE };
    this.#step++;
    const metrics = trainStep(layers, weights, optimizer, batch, settings);
    tf.dispose([batch.images, batch.labels]);
    return metrics;
  }
}
