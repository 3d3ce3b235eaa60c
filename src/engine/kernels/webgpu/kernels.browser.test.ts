import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { fillRandomWords, wordToUnit } from '../../../core/philox.ts';
import { requestAdapter } from '../../backend/adapter.ts';
import { startWebgpu } from '../../backend/webgpu.ts';
import { batchNormGradients, batchNormInference, batchNormTraining } from '../../ops/batch-norm.ts';
import { conv2d, conv2dGradients } from '../../ops/conv2d.ts';
import { dense, denseGradients } from '../../ops/dense.ts';
import { dropout } from '../../ops/dropout.ts';
import { gatherImages } from '../../ops/gather-images.ts';
import { maxPool, maxPoolGradient } from '../../ops/max-pool.ts';
import { slotCount, updateParameters } from '../../ops/optimizer-update.ts';
import { softmaxCrossEntropy } from '../../ops/softmax-cross-entropy.ts';
import { UPDATE_RULES } from '../optimizer-testing.ts';
import * as batchNormReference from '../reference/batch-norm.ts';
import * as convReference from '../reference/conv2d.ts';
import * as denseReference from '../reference/dense.ts';
import * as dropoutReference from '../reference/dropout.ts';
import { gather } from '../reference/gather.ts';
import { maxNorm } from '../reference/max-norm.ts';
import * as poolReference from '../reference/max-pool.ts';
import { optimizerUpdate } from '../reference/optimizers.ts';
import { biasGradient, reluGradient } from '../reference/relu-gradient.ts';
import * as lossReference from '../reference/softmax-cross-entropy.ts';

/** Every WebGPU kernel against its plain reference, on shapes that fit no tile. */

const TOLERANCE = 1e-4;
const faults: string[] = [];

beforeAll(async () => {
  await startWebgpu(await requestAdapter(true), (fault) => faults.push(fault.message));
});
afterEach(() => {
  expect(faults).toEqual([]);
});

type Values = ArrayLike<number>;
let drawn = 0;
/** Fresh numbers in low..1 at every call: a recycled buffer must not hold the right old answer. */
function random(length: number, low = -1): Float32Array {
  const words = new Uint32Array(length);
  fillRandomWords(words, 17, 3, drawn++);
  return Float32Array.from(words, (word) => low + (1 - low) * wordToUnit(word));
}

const make = <T extends tf.Tensor>(values: Float32Array, shape: number[]): T => tf.tensor(values, shape) as T;

function expectClose(actual: Values | undefined, expected: Values, what: string): void {
  expect(actual?.length, what).toBe(expected.length);
  let squares = 0;
  let norm = 0;
  for (let index = 0; index < expected.length; index++) {
    squares += ((actual?.[index] ?? Number.NaN) - (expected[index] ?? Number.NaN)) ** 2;
    norm += (expected[index] ?? 0) ** 2;
  }
  expect(Math.sqrt(squares / Math.max(norm, 1e-12)), what).toBeLessThan(TOLERANCE);
}

/** Runs the ops twice: the second answer must be the first to the bit, and nothing may be left behind. */
async function compute(ops: () => tf.Tensor[]): Promise<Values[]> {
  const before = tf.memory().numTensors;
  const outputs = [ops(), ops()];
  const [values = [], again] = await Promise.all(
    outputs.map((tensors) => Promise.all(tensors.map((tensor) => tensor.data()))),
  );
  tf.dispose(outputs);
  expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
  expect(again, 'a second run').toEqual(values);
  return values;
}

it.each([
  { batch: 1, height: 5, width: 7, inputChannels: 3, outputChannels: 5, size: 3, padding: 'same' as const },
  { batch: 3, height: 6, width: 5, inputChannels: 65, outputChannels: 19, size: 3, padding: 'valid' as const },
  { batch: 2, height: 9, width: 9, inputChannels: 16, outputChannels: 34, size: 5, padding: 'same' as const },
  // Rows for the large tile, depth for the small one.
  { batch: 21, height: 28, width: 28, inputChannels: 1, outputChannels: 3, size: 1, padding: 'same' as const },
  { batch: 2, height: 4, width: 4, inputChannels: 70, outputChannels: 66, size: 1, padding: 'valid' as const },
])(
  'convolution of $batch x $height x $width x $inputChannels, $size x $size to $outputChannels, $padding',
  async (shape) => {
    const { batch, height, width, inputChannels, outputChannels, size, padding } = shape;
    const cut = padding === 'same' ? 0 : size - 1;
    const outShape = [batch, height - cut, width - cut, outputChannels];
    const [x, filter, bias, dy] = [
      random(batch * height * width * inputChannels),
      random(size * size * inputChannels * outputChannels),
      random(outputChannels),
      random(tf.util.sizeFromShape(outShape)),
    ];
    const tensors = {
      x: make<tf.Tensor4D>(x, [batch, height, width, inputChannels]),
      filter: make<tf.Tensor4D>(filter, [size, size, inputChannels, outputChannels]),
      bias: make<tf.Tensor1D>(bias, [outputChannels]),
      dy: make<tf.Tensor4D>(dy, outShape),
    };
    const [y, dFilter, dBias, dx] = await compute(() => {
      const output = conv2d(tensors.x, tensors.filter, tensors.bias, padding);
      const gradients = conv2dGradients(tensors.dy, tensors.x, tensors.filter, output, padding, true);
      return [output, gradients.filter, gradients.bias, gradients.input ?? output];
    });
    tf.dispose(tensors);
    expectClose(y, convReference.conv2d(x, filter, bias, shape, true), 'y');
    const dz = reluGradient(y ?? [], dy);
    const expected = convReference.conv2dGradients(x, filter, dz, shape);
    expectClose(dFilter, expected.dFilter, 'dFilter');
    expectClose(dBias, expected.dBias, 'dBias');
    expectClose(dx, expected.dx, 'dx');
  },
);

it.each([
  { batch: 1, inputs: 1, outputs: 1, activation: 'linear' as const },
  { batch: 5, inputs: 1301, outputs: 10, activation: 'relu' as const },
  { batch: 67, inputs: 33, outputs: 70, activation: 'relu' as const },
])('dense $batch x $inputs to $outputs, $activation', async (shape) => {
  const { batch, inputs, outputs, activation } = shape;
  const [x, kernel, bias, dy] = [
    random(batch * inputs),
    random(inputs * outputs),
    random(outputs),
    random(batch * outputs),
  ];
  const tensors = {
    x: make<tf.Tensor2D>(x, [batch, inputs]),
    kernel: make<tf.Tensor2D>(kernel, [inputs, outputs]),
    bias: make<tf.Tensor1D>(bias, [outputs]),
    dy: make<tf.Tensor2D>(dy, [batch, outputs]),
  };
  const [y, dKernel, dBias, dx] = await compute(() => {
    const output = dense(tensors.x, tensors.kernel, tensors.bias, activation);
    const gradients = denseGradients(tensors.dy, tensors.x, tensors.kernel, output, activation, true);
    return [output, gradients.kernel, gradients.bias, gradients.input ?? output];
  });
  tf.dispose(tensors);
  const isRelu = activation === 'relu';
  expectClose(y, denseReference.dense(x, kernel, bias, shape, isRelu), 'y');
  const expected = denseReference.denseGradients(x, kernel, isRelu ? reluGradient(y ?? [], dy) : dy, shape);
  expectClose(dKernel, expected.dKernel, 'dKernel');
  expectClose(dBias, expected.dBias, 'dBias');
  expectClose(dx, expected.dx, 'dx');
});

it.each([
  { batch: 1, height: 4, width: 5, channels: 1, size: 2, stride: 2, padding: 'valid' as const },
  { batch: 3, height: 7, width: 5, channels: 3, size: 2, stride: 1, padding: 'valid' as const },
  { batch: 2, height: 7, width: 6, channels: 5, size: 3, stride: 2, padding: 'same' as const },
  { batch: 2, height: 5, width: 5, channels: 2, size: 3, stride: 1, padding: 'same' as const },
  { batch: 1, height: 8, width: 9, channels: 2, size: 2, stride: 3, padding: 'valid' as const },
])('max pooling of $height x $width, $size / $stride, $padding, with ties', async (shape) => {
  const { batch, height, width, channels } = shape;
  // Few values, as after ReLU: many windows have several maxima.
  const x = random(batch * height * width * channels).map((value) => Math.max(0, Math.round(value * 3)));
  const expected = poolReference.maxPool(x, shape);
  const dy = random(expected.length);
  const input = make<tf.Tensor4D>(x, [batch, height, width, channels]);
  const outputs = await compute(() => {
    const y = maxPool(input, shape);
    const gradient = tf.tensor(dy, y.shape);
    const dx = maxPoolGradient(gradient as tf.Tensor4D, input, y, shape);
    gradient.dispose();
    return [y, dx];
  });
  input.dispose();
  expectClose(outputs[0], expected, 'y');
  expectClose(outputs[1], poolReference.maxPoolGradient(x, dy, shape), 'dx');
});

it.each([
  { rows: 1, channels: 3, offset: 0 },
  { rows: 700, channels: 19, offset: 0 },
  // A mean a thousand times the deviation: sums of squares would cancel.
  { rows: 300, channels: 5, offset: 500 },
])('batch normalisation of $rows x $channels around $offset', async ({ rows, channels, offset }) => {
  const shape = { rows, channels };
  const x = random(rows * channels).map((value) => value + offset);
  const dy = random(rows * channels);
  const [gamma, beta] = [random(channels, 0.5), random(channels)];
  const moving = [random(channels), random(channels, 0.5)] as const;
  const [input, slope] = [tf.tensor(x, [rows, channels]), tf.tensor(dy, [rows, channels])];
  const scale = make<tf.Tensor1D>(gamma, [channels]);
  // That of a run's second step: the averages weigh both batches about alike.
  const momentum = (0.99 * (1 - 0.99)) / (1 - 0.99 ** 2);
  const values = await compute(() => {
    const parameters = {
      gamma: scale,
      beta: make<tf.Tensor1D>(beta, [channels]),
      movingMean: make<tf.Tensor1D>(moving[0], [channels]),
      movingVariance: make<tf.Tensor1D>(moving[1], [channels]),
    };
    const inferred = batchNormInference(input, parameters);
    const saved = batchNormTraining(input, parameters, momentum);
    const gradients = batchNormGradients(slope, input, scale, saved);
    parameters.beta.dispose();
    const { input: dx, gamma: dGamma, beta: dBeta } = gradients;
    return [
      saved.y,
      dx,
      dGamma,
      dBeta,
      parameters.movingMean,
      parameters.movingVariance,
      inferred,
      saved.mean,
      saved.variance,
    ];
  });
  tf.dispose([input, slope, scale]);
  const { mean, variance } = batchNormReference.moments(x, shape);
  const apply = batchNormReference.batchNormInference;
  const expected = batchNormReference.batchNormGradient(x, dy, gamma, shape, 0.001);
  const moved = (old: Float32Array, now: Float64Array): number[] =>
    Array.from(now, (value, channel) => momentum * (old[channel] ?? 0) + (1 - momentum) * value);
  expectClose(values[0], apply(x, gamma, beta, mean, variance, shape, 0.001), 'y');
  expectClose(values[1], rows === 1 ? new Float64Array(channels) : expected.dx, 'dx');
  expectClose(values[2], rows === 1 ? new Float64Array(channels) : expected.dGamma, 'dGamma');
  expectClose(values[3], expected.dBeta, 'dBeta');
  expectClose(values[4], moved(moving[0], mean), 'movingMean');
  expectClose(values[5], moved(moving[1], variance), 'movingVariance');
  expectClose(values[6], apply(x, gamma, beta, moving[0], moving[1], shape, 0.001), 'inference');
  expectClose(values[7], mean, 'mean');
  expectClose(values[8], variance, 'variance');
});

it.each(UPDATE_RULES)('%s with max-norm on parameters of every form, in one call', async (_, rule) => {
  const shapes = [[1, 1, 1, 16], [3, 3, 5, 7], [7], [300], [70, 33], [1100, 70], [1], [600, 1], [9]];
  const limits = [0.5, 0.5, 0.5, 3, 2, 4, 0.1, 2, 0];
  const settings = { learningRate: 0.01, iteration: 3, l2: 0.1, weightDecay: 0.2 };
  const starts = shapes.map((shape, index) => {
    const size = tf.util.sizeFromShape(shape);
    // A mean of squares, which is the last slot if there is one, is never below 0.
    const slots = Array.from({ length: slotCount(rule) }, () => random(size, 0));
    return { shape, w: random(size), g: random(size), slots, limit: limits[index] ?? 0, isDecayed: index % 3 !== 1 };
  });
  const values = await compute(() => {
    const parameters = starts.map(({ shape, w, g, slots, limit, isDecayed }) => ({
      weights: make(w, shape),
      gradient: make(g, shape),
      slots: slots.map((slot) => make(slot, shape)),
      maxNorm: limit,
      isDecayed,
    }));
    updateParameters(parameters, rule, settings);
    tf.dispose(parameters.map(({ gradient }) => gradient));
    return parameters.flatMap(({ weights, slots }) => [weights, ...slots]);
  });
  const each = 1 + slotCount(rule);
  for (const [index, { shape, w, g, slots, limit, isDecayed }] of starts.entries()) {
    const weights = Float64Array.from(w);
    const expectedSlots = slots.map((slot) => Float64Array.from(slot));
    const own = isDecayed ? settings : { ...settings, l2: 0, weightDecay: 0 };
    optimizerUpdate(weights, g, expectedSlots, rule, own);
    const columns = weights.length / (shape[0] ?? 1);
    const name = `[${shape.join(', ')}]`;
    expectClose(values[each * index], limit > 0 ? maxNorm(weights, columns, limit) : weights, `weights ${name}`);
    for (const [place, slot] of expectedSlots.entries()) {
      expectClose(values[each * index + 1 + place], slot, `slot ${place} ${name}`);
    }
  }
});

it.each([1, 7, 4099])('dropout of %i elements', async (length) => {
  const x = random(length, 0.5);
  const input = tf.tensor(x);
  const mask = { rate: 0.25, seed: 0xfeedbeef, stream: 9, step: 12 };
  const [y] = await compute(() => [dropout(input, mask)]);
  input.dispose();
  expectClose(y, dropoutReference.dropout(x, mask), 'y');
});

it.each([1, 77, 300])('smoothed and weighted cross-entropy of a batch of %i', async (batch) => {
  const logits = random(batch * 10).map((value) => value * 20);
  const labels = Int32Array.from({ length: batch }, (_, image) => (image * 3) % 10);
  const classWeights = Array.from(random(10, 0));
  const tensors = { logits: make<tf.Tensor2D>(logits, [batch, 10]), labels: tf.tensor1d(labels, 'int32') };
  const [metrics, gradient] = await compute(() => {
    const loss = softmaxCrossEntropy(tensors.logits, tensors.labels, { labelSmoothing: 0.1, classWeights });
    return [loss.metrics, loss.logits];
  });
  tf.dispose(tensors);
  const expected = lossReference.softmaxCrossEntropy(logits, labels, 10, 0.1, classWeights);
  expectClose(metrics, [expected.loss, expected.correct], 'metrics');
  expectClose(gradient, expected.dLogits, 'gradient');
});

it('images gathered from blocks that arrive one after the other', async () => {
  const bytes = Uint8Array.from(random(25 * 784, 0), (value) => Math.floor(value * 256));
  const arrived = new Set([1]);
  const store = {
    imageCount: () => 25,
    blockOf: (_: string, image: number) => {
      const index = Math.floor(image / 10);
      const pixels = bytes.subarray(index * 7840, (index + 1) * 7840);
      return arrived.has(index) ? { index, firstImage: index * 10, pixels } : undefined;
    },
  };
  const early = Uint32Array.from([13, 10, 19, 13]);
  const [first] = await compute(() => [gatherImages(store, 'train', early)]);
  expectClose(first, gather(bytes, early), 'the first block');
  expect(() => gatherImages(store, 'train', Uint32Array.from([24]))).toThrow('before it was in');
  arrived.add(0).add(2);
  const late = Uint32Array.from([24, 0, 13, 7, 20]);
  const [all] = await compute(() => [gatherImages(store, 'train', late)]);
  expectClose(all, gather(bytes, late), 'all blocks');
  // Divided like the bytes of the other backends: the same images to within rounding.
  expect(biasGradient(all ?? [], 1)[0]).toBeGreaterThan(0);
});
