import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { IMAGE_PIXELS } from '../../core/classes.ts';
import { type Layer, listParameters } from '../../core/layers.ts';
import { type NetworkId, networkLayers } from '../../core/networks.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { countGpu, type GpuCounter } from '../backend/gpu-counters.ts';
import { startWebgpu } from '../backend/webgpu.ts';
import { labelTensor } from '../data/batch.ts';
import { initialWeights, type Weights } from '../model/weights.ts';
import { gatherImages, type ImageStore } from '../ops/gather-images.ts';
import { KERAS_ADAM, Optimizer } from './optimizer.ts';
import { prepareNetwork } from './prepare.ts';
import { recipeOf } from './recipe.ts';
import { trainStep } from './step.ts';

/**
 * What a step asks of the GPU at the batch size of the study. Dispatches are counted and then left out: a software
 * adapter would take minutes, and neither counts nor buffers depend on what is in them.
 */

const BATCH = 128;
const faults: string[] = [];

beforeAll(async () => {
  await startWebgpu(await requestAdapter(true), (fault) => faults.push(fault.message));
});

const dispatch = GPUComputePassEncoder.prototype.dispatchWorkgroups;
beforeEach(() => {
  GPUComputePassEncoder.prototype.dispatchWorkgroups = () => undefined;
});
afterEach(() => {
  GPUComputePassEncoder.prototype.dispatchWorkgroups = dispatch;
  expect(faults).toEqual([]);
});

const store: ImageStore = {
  imageCount: () => 300,
  blockOf: (_, image) => {
    const index = Math.floor(image / 100);
    return { index, firstImage: index * 100, pixels: new Uint8Array(100 * IMAGE_PIXELS) };
  },
};

interface Network {
  readonly layers: readonly Layer[];
  readonly weights: Weights;
  readonly optimizer: Optimizer;
}

function build(id: NetworkId): Network {
  const layers = networkLayers(id);
  const parameters = listParameters(layers);
  const weights = initialWeights(parameters, 1);
  return { layers, weights, optimizer: new Optimizer(parameters, weights, { rule: KERAS_ADAM, maxNorm: 4 }) };
}

function step({ layers, weights, optimizer }: Network, index: number): tf.Tensor {
  const images = gatherImages(
    store,
    'train',
    Uint32Array.from({ length: BATCH }, (_, image) => (image * 7 + index) % 300),
  );
  const labels = labelTensor(new Uint8Array(BATCH));
  const metrics = trainStep(
    layers,
    weights,
    optimizer,
    { images, labels },
    { seed: 1, step: index, learningRate: 0.1 },
  );
  tf.dispose([images, labels]);
  return metrics;
}

function dispose({ weights, optimizer }: Network): void {
  weights.dispose();
  optimizer.dispose();
}

function gpuMemory(): { live: number; allocated: number } {
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) throw new TypeError('not on WebGPU');
  const { numBytesInGPU, numBytesAllocatedInGPU } = backend.memory();
  return { live: numBytesInGPU, allocated: numBytesAllocatedInGPU };
}

/** Counts a chunk of steps after two of warm-up. */
async function countSteps(counter: GpuCounter, network: Network, steps: number): Promise<void> {
  for (let index = 0; index < 2; index++) {
    const metrics = step(network, index);
    await metrics.data();
    metrics.dispose();
  }
  counter.reset();
  tf.dispose(Array.from({ length: steps }, (_, index) => step(network, index)));
}

it('a step of Conv2Dsimple2 keeps to its budget, and everything was compiled ahead', async () => {
  const network = build('conv2dsimple2');
  const counter = countGpu();
  const trained = { ...network, recipe: recipeOf(DEFAULT_EXPERIMENT), labels: new Uint8Array(1) };
  await prepareNetwork(trained, [BATCH], [200]);
  expect(counter.counts().dispatches).toBe(0);
  counter.reset();
  const steps = 4;
  const metrics = step(network, 0);
  await metrics.data();
  metrics.dispose();
  expect(counter.counts().blockingCompilations).toBe(0);
  await countSteps(counter, network, steps);
  const counts = counter.counts();
  counter.stop();
  dispose(network);
  const perStep = { ...counts, dispatches: counts.dispatches / steps, bytesUploaded: counts.bytesUploaded / steps };
  expect(perStep.dispatches).toBeLessThanOrEqual(64);
  expect(counts.submits / steps).toBeLessThanOrEqual(4);
  expect(perStep.bytesUploaded).toBeLessThanOrEqual(64 * 1024);
  expect(counts.readBacks).toBe(0);
});

it('InceptionCNN fits into 700 MB, and the pool of buffers into 1 GB', async () => {
  const network = build('inceptioncnn');
  const release = WebGPUBackend.prototype.disposeData;
  let peak = 0;
  // Memory is at its highest just before something is let go.
  WebGPUBackend.prototype.disposeData = function (dataId, force) {
    peak = Math.max(peak, this.memory().numBytesInGPU);
    return release.call(this, dataId, force);
  };
  for (let index = 0; index < 3; index++) {
    const metrics = step(network, index);
    await metrics.data();
    metrics.dispose();
  }
  WebGPUBackend.prototype.disposeData = release;
  const { allocated } = gpuMemory();
  dispose(network);
  expect(peak).toBeLessThanOrEqual(700e6);
  expect(allocated).toBeLessThanOrEqual(1e9);
});
