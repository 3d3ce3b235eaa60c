import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { listParameters } from '../../core/layers.ts';
import { NETWORK_IDS, type NetworkId, networkLayers } from '../../core/networks.ts';
import { fillRandomWords, wordToUnit } from '../../core/philox.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { startWasm } from '../backend/wasm.ts';
import { startWebgpu } from '../backend/webgpu.ts';
import { labelTensor } from '../data/batch.ts';
import { softmaxCrossEntropy } from '../ops/softmax-cross-entropy.ts';
import { infer, trainLayers } from './forward.ts';
import { initialWeights } from './weights.ts';

beforeAll(async () => {
  await startWasm(1);
  await startWebgpu(await requestAdapter(true), (fault) => {
    throw new Error(fault.message);
  });
});

const BATCH = 2;

function images(): tf.Tensor4D {
  const words = new Uint32Array(BATCH * 28 * 28);
  fillRandomWords(words, 5, 5, 5);
  return tf.tensor4d(Float32Array.from(words, wordToUnit), [BATCH, 28, 28, 1]);
}

interface StepResult {
  readonly loss: number;
  readonly gradients: Map<string, Float32Array>;
  readonly logits: Float32Array;
}

async function oneStep(backend: string, id: NetworkId): Promise<StepResult> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const layers = networkLayers(id);
  const weights = initialWeights(listParameters(layers), 3);
  const x = images();
  const labels = labelTensor(Uint8Array.from([1, 9]));
  const tensors = new Map<string, tf.Tensor>();
  const { y, backward } = trainLayers(layers, weights, x, {
    seed: 3,
    step: 0,
    dropoutScale: 1,
    addGradient: (name, gradient) => tensors.set(name, gradient),
  });
  const loss = softmaxCrossEntropy(y as tf.Tensor2D, labels);
  backward(loss.logits, false);
  const gradients = new Map<string, Float32Array>();
  for (const [name, gradient] of tensors) gradients.set(name, (await gradient.data()) as Float32Array);
  const answers = infer(layers, weights, x);
  const logits = (await answers.data()) as Float32Array;
  const [meanLoss = Number.NaN] = await loss.metrics.data();
  tf.dispose([x, labels, loss.metrics, loss.logits, answers, ...tensors.values()]);
  weights.dispose();
  expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
  return { loss: meanLoss, gradients, logits };
}

function difference(a: Float32Array, b: Float32Array): number {
  let squares = 0;
  let norm = 0;
  for (let index = 0; index < b.length; index++) {
    squares += ((a[index] ?? Number.NaN) - (b[index] ?? 0)) ** 2;
    norm += (b[index] ?? 0) ** 2;
  }
  return Math.sqrt(squares / Math.max(norm, 1e-12));
}

it.each(NETWORK_IDS)('%s has the same loss and gradients on both backends', async (id) => {
  const wasm = await oneStep('wasm', id);
  const webgpu = await oneStep('webgpu', id);
  expect(Math.abs(wasm.loss - webgpu.loss)).toBeLessThan(1e-4);
  const trainable = listParameters(networkLayers(id)).filter((spec) => spec.trainable);
  expect([...wasm.gradients.keys()].sort()).toEqual(trainable.map((spec) => spec.name).sort());
  for (const [name, gradient] of wasm.gradients) {
    expect(difference(gradient, webgpu.gradients.get(name) ?? new Float32Array()), name).toBeLessThan(1e-3);
  }
  expect(difference(wasm.logits, webgpu.logits)).toBeLessThan(1e-4);
});
