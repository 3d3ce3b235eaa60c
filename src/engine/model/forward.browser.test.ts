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

/** Batch normalisation of two numbers leaves only their signs, and next to no gradient. */
const BATCH = 4;

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
  const labels = labelTensor(Uint8Array.from([1, 9, 0, 6]));
  const tensors = new Map<string, tf.Tensor>();
  const { y, backward } = trainLayers(layers, weights, x, {
    seed: 3,
    step: 0,
    dropoutScale: 1,
    batchNormStart: 'corrected',
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

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}

/** @param scale what the difference is measured by */
function difference(a: Float32Array, b: Float32Array, scale = norm(b)): number {
  return norm(b.map((value, index) => (a[index] ?? Number.NaN) - value)) / Math.max(scale, 1e-6);
}

/** Of all parameters of the layer that this one is of. */
function layerNorm(gradients: StepResult['gradients'], name: string): number {
  const layer = name.slice(0, name.lastIndexOf('.') + 1);
  return Math.hypot(...[...gradients].flatMap(([other, values]) => (other.startsWith(layer) ? [norm(values)] : [])));
}

it.each(NETWORK_IDS)('%s has the same loss and gradients on both backends', async (id) => {
  const wasm = await oneStep('wasm', id);
  const webgpu = await oneStep('webgpu', id);
  expect(Math.abs(wasm.loss - webgpu.loss)).toBeLessThan(1e-4);
  const trainable = listParameters(networkLayers(id)).filter((spec) => spec.trainable);
  expect([...wasm.gradients.keys()].sort()).toEqual(trainable.map((spec) => spec.name).sort());
  for (const [name, gradient] of wasm.gradients) {
    const other = webgpu.gradients.get(name) ?? new Float32Array();
    // A bias before batch normalisation has hardly a gradient of its own: what is left of it is rounding.
    const scale = Math.max(norm(other), 0.01 * layerNorm(webgpu.gradients, name));
    expect(other, name).toHaveLength(gradient.length);
    expect(difference(gradient, other, scale), name).toBeLessThan(1e-3);
  }
  expect(difference(wasm.logits, webgpu.logits)).toBeLessThan(1e-4);
});
