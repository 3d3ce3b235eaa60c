import * as tf from '@tensorflow/tfjs-core';
import { noisyLabels } from '../../core/label-noise.ts';
import { listParameters, type ParameterSpec } from '../../core/layers.ts';
import { networkLayers } from '../../core/networks.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import type { Fault } from '../../protocol/faults.ts';
import type { Device } from '../../protocol/messages.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { startWasm } from '../backend/wasm.ts';
import { startWebgpu } from '../backend/webgpu.ts';
import { initialWeights } from '../model/weights.ts';
import type { ImageStore } from '../ops/gather-images.ts';
import { type Trained, trainBatch } from '../training/chunk.ts';
import { Optimizer } from '../training/optimizer.ts';
import { readTrained } from '../training/prepared-run.ts';
import { recipeOf, updateRuleOf } from '../training/recipe.ts';
import { syntheticBatch } from './batches.ts';
import type { BenchOrder, Block, Contestant, GpuCounts, Prepared } from './contract.ts';
import { countGpuCalls } from './gpu-counts.ts';
import { gpuBytesAllocated } from './gpu-memory.ts';
import { Profile } from './profile.ts';
import { evenly } from './serve.ts';

/** This engine as a contestant: the step of the training loop, on batches that are made as the loop makes them. */

const SEED = 1;
const PLAIN: Experiment = { ...DEFAULT_EXPERIMENT, seed: SEED, learningRate: 0.001, maxNorm: 4 };
/** All that can be done to images and labels at once. */
const AUGMENTED: Experiment = { ...PLAIN, flip: true, shift: 2, rotation: 10, cutout: 8, labelNoise: 0.4 };

interface Ready {
  readonly trained: Trained;
  readonly parameters: readonly ParameterSpec[];
  readonly store: ImageStore;
  /** Dataset indices of the batch. */
  readonly images: Uint32Array;
  readonly takeCounts: (() => GpuCounts) | undefined;
  readonly profile: Profile | undefined;
}

export class EngineContestant implements Contestant {
  readonly #experiment: Experiment;
  #ready: Ready | undefined;
  #fault: Fault | undefined;
  #step = 0;

  constructor(experiment: Experiment = PLAIN) {
    this.#experiment = experiment;
  }

  async prepare(order: BenchOrder): Promise<Prepared> {
    const takeCounts = order.backend === 'webgpu' ? countGpuCalls() : undefined;
    const profile = order.profile ? new Profile(order.backend) : undefined;
    const { adapter, threads } = await this.#start(order);
    profile?.watchKernels();
    const experiment = this.#experiment;
    const layers = networkLayers(order.network);
    const parameters = listParameters(layers);
    const weights = initialWeights(parameters, SEED);
    const optimizer = new Optimizer(parameters, weights, {
      rule: updateRuleOf(experiment),
      maxNorm: experiment.maxNorm,
    });
    const { bytes, labels: clean } = syntheticBatch(order.batch, SEED);
    const labels = noisyLabels(clean, experiment.labelNoise, SEED);
    const block = { index: 0, firstImage: 0, pixels: bytes };
    const store: ImageStore = { imageCount: () => order.batch, blockOf: () => block };
    const trained = { layers, weights, optimizer, recipe: recipeOf(experiment), labels };
    this.#ready = { trained, parameters, store, images: Uint32Array.from(labels.keys()), takeCounts, profile };
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
    const checkpointMs = await this.#takeCheckpoint(ready);
    if (gpu === undefined) return { msPerStep, checkpointMs };
    return { msPerStep, gpu, checkpointMs, bytesAllocated: gpuBytesAllocated() ?? 0 };
  }

  /** As a run posts one: read from the backend, handed over, the best epoch's weights copied. */
  async #takeCheckpoint({ trained, parameters }: Ready): Promise<number> {
    const start = performance.now();
    const { weights, slots } = await readTrained({ ...trained, parameters });
    structuredClone({ weights, slots, best: weights.slice() }, { transfer: [weights.buffer, slots.buffer] });
    return performance.now() - start;
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

  #trainStep({ trained, store, images }: Ready): tf.Tensor1D {
    const { learningRate, weightDecay, dropoutScale } = this.#experiment;
    return trainBatch(trained, store, images, { step: this.#step++, learningRate, weightDecay, dropoutScale });
  }
}

/** The same with augmentation and label noise, so that their cost shows beside it. */
export class AugmentedContestant extends EngineContestant {
  constructor() {
    super(AUGMENTED);
  }
}
