import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { listParameters } from '../../core/layers.ts';
import { networkLayers } from '../../core/networks.ts';
import { fillRandomWords, wordToUnit } from '../../core/philox.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { selfTest } from '../backend/self-test.ts';
import { startWasm } from '../backend/wasm.ts';
import { startWebgpu } from '../backend/webgpu.ts';
import { labelTensor } from '../data/batch.ts';
import { initialWeights } from '../model/weights.ts';
import { KERAS_ADAM, Optimizer } from './optimizer.ts';
import { type Batch, trainStep } from './step.ts';

beforeAll(async () => {
  await startWebgpu(await requestAdapter(true), (fault) => {
    throw new Error(fault.message);
  });
  await startWasm(1);
});

/** Images with a bright band whose height is the label, over noise. */
function makeBatch(size: number): Batch {
  const labels = Uint8Array.from({ length: size }, (_, image) => (image * 7) % 10);
  const words = new Uint32Array(size * 784);
  fillRandomWords(words, 11, 11, 0);
  const pixels = Float32Array.from(words, (word, pixel) => {
    const band = Math.floor((pixel % 784) / 79);
    return 0.3 * wordToUnit(word) + (band === labels[Math.floor(pixel / 784)] ? 0.7 : 0);
  });
  return { images: tf.tensor4d(pixels, [size, 28, 28, 1]), labels: labelTensor(labels) };
}

async function lossesOf(seed: number, batchSize: number, steps: number): Promise<number[]> {
  const layers = networkLayers('conv2dsimple');
  const parameters = listParameters(layers);
  const weights = initialWeights(parameters, seed);
  const optimizer = new Optimizer(parameters, weights, { rule: KERAS_ADAM, maxNorm: 4 });
  const batch = makeBatch(batchSize);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const metrics = trainStep(layers, weights, optimizer, batch, { seed, step, learningRate: 0.001 });
    losses.push((await metrics.data())[0] ?? Number.NaN);
    metrics.dispose();
  }
  tf.dispose([batch.images, batch.labels]);
  weights.dispose();
  optimizer.dispose();
  return losses;
}

describe.each(['wasm', 'webgpu'])('training on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it('passes the known-answer test', async () => {
    const before = tf.memory().numTensors;
    await selfTest();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('repeats to the bit with the same seed, and not with another', async () => {
    const first = await lossesOf(4, 8, 4);
    expect(await lossesOf(4, 8, 4)).toEqual(first);
    expect(await lossesOf(5, 8, 4)).not.toEqual(first);
  });
});

describe('training on wasm, longer', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it('learns', async () => {
    const losses = await lossesOf(1, 32, 15);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 10);
  });

  it('keeps tensors and bytes flat over 500 steps', async () => {
    const layers = networkLayers('conv2dsimple');
    const parameters = listParameters(layers);
    const weights = initialWeights(parameters, 1);
    const optimizer = new Optimizer(parameters, weights, { rule: KERAS_ADAM, maxNorm: 4 });
    const batch = makeBatch(4);
    const memories: string[] = [];
    for (let step = 0; step < 500; step++) {
      trainStep(layers, weights, optimizer, batch, { seed: 1, step, learningRate: 0.001 }).dispose();
      const { numTensors, numDataBuffers, numBytes } = tf.memory();
      memories.push(`${numTensors} tensors, ${numDataBuffers} buffers, ${numBytes} bytes`);
    }
    expect(new Set(memories).size).toBe(1);
    tf.dispose([batch.images, batch.labels]);
    weights.dispose();
    optimizer.dispose();
  });
});
