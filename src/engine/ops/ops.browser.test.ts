import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillRandomWords, wordToUnit } from '../../core/philox.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { startWasm } from '../backend/wasm.ts';
import { startWebgpu } from '../backend/webgpu.ts';
import { adamUpdate } from './adam.ts';
import { batchNormGradients, batchNormInference, batchNormTraining } from './batch-norm.ts';
import { conv2d, conv2dGradients } from './conv2d.ts';
import { dense, denseGradients } from './dense.ts';
import { dropout } from './dropout.ts';
import { maxPool, maxPoolGradient } from './max-pool.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

/**
 * Every op on every backend. Convolution, pooling and products are held against TensorFlow.js' plain CPU kernels, which
 * share no code with the others; the rest against formulas written out here in double precision.
 */

const BACKENDS = ['wasm', 'webgpu'] as const;
const TOLERANCE = 1e-4;

beforeAll(async () => {
  // A page must not wait on memory, so there is one thread here; kernels.test.ts holds several against one.
  await startWasm(1);
  await startWebgpu(await requestAdapter(true), (fault) => {
    throw new Error(fault.message);
  });
});

let drawn = 0;
/** Fresh numbers in -1..1 at every call: a recycled buffer must not hold the right old answer. */
function random(shape: number[], low = -1): number[] {
  const words = new Uint32Array(tf.util.sizeFromShape(shape));
  fillRandomWords(words, 99, 7, drawn++);
  return Array.from(words, (word) => Math.fround(low + (1 - low) * wordToUnit(word)));
}

type Inputs = Record<string, { values: number[]; shape: number[]; dtype?: 'int32' }>;

/** Runs `compute` on a backend, reads all its outputs, and demands that nothing is left behind. */
async function runOn(
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
  expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
  return values;
}

function relativeError(actual: readonly number[], expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  const norm = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const difference = norm(actual.map((value, index) => value - (expected[index] ?? Number.NaN)));
  return difference / Math.max(norm(expected), 1e-12);
}

/** Holds a backend's outputs against the same quantities, computed another way on TensorFlow.js' CPU backend. */
async function expectLikeCpu(
  backend: string,
  inputs: Inputs,
  compute: (tensors: Record<string, tf.Tensor>) => tf.Tensor[],
  plainly: (tensors: Record<string, tf.Tensor>) => tf.Tensor[],
): Promise<void> {
  const expected = await runOn('cpu', inputs, plainly);
  const actual = await runOn(backend, inputs, compute);
  for (const [index, values] of expected.entries()) {
    expect(relativeError(actual[index] ?? [], values), `output ${index}`).toBeLessThan(TOLERANCE);
  }
}

/** The output of `forward` and the gradients of sum(output * dy) for its arguments, by automatic differentiation. */
function outputAndGradients(
  forward: (...tensors: tf.Tensor[]) => tf.Tensor,
  dy: tf.Tensor,
  ...tensors: tf.Tensor[]
): tf.Tensor[] {
  return tf.tidy(() => [forward(...tensors), ...tf.grads(forward)(tensors, dy)]);
}

const as = <T extends tf.Tensor>(tensor: tf.Tensor | undefined): T => tensor as T;

describe.each(BACKENDS)('on %s', (backend) => {
  it.each([
    { size: 1, inputs: 1, outputs: 16, side: 9, batch: 1, padding: 'same' as const },
    { size: 3, inputs: 5, outputs: 7, side: 8, batch: 3, padding: 'same' as const },
    { size: 5, inputs: 2, outputs: 3, side: 9, batch: 2, padding: 'same' as const },
    { size: 3, inputs: 4, outputs: 6, side: 7, batch: 5, padding: 'valid' as const },
  ])(
    'convolution $size x $size, $padding, $inputs to $outputs channels',
    async ({ size, inputs, outputs, side, batch, padding }) => {
      const out = padding === 'same' ? side : side - size + 1;
      const shapes = {
        x: [batch, side, side, inputs],
        filter: [size, size, inputs, outputs],
        bias: [outputs],
        dy: [batch, out, out, outputs],
      };
      const data: Inputs = Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => [name, { shape, values: random(shape) }]),
      );
      await expectLikeCpu(
        backend,
        data,
        ({ x, filter, bias, dy }) => {
          const y = conv2d(as(x), as(filter), as(bias), padding);
          const gradients = conv2dGradients(as(dy), as(x), as(filter), y, padding, true);
          return [y, gradients.filter, gradients.bias, as(gradients.input)];
        },
        ({ x, filter, bias, dy }) =>
          outputAndGradients(
            (kernel, offset, image) =>
              tf.relu(tf.add(tf.conv2d(as<tf.Tensor4D>(image), as(kernel), 1, padding), as<tf.Tensor>(offset))),
            as(dy),
            as(filter),
            as(bias),
            as(x),
          ),
      );
    },
  );

  it('two convolutions that write into one tensor are their concatenation', async () => {
    const shapes = { x: [2, 7, 7, 4], a: [1, 1, 4, 2], aBias: [2], b: [3, 3, 4, 3], bBias: [3], dy: [2, 7, 7, 5] };
    const data: Inputs = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, { shape, values: random(shape) }]),
    );
    const plain = (image: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
      tf.relu(tf.add(tf.conv2d(as<tf.Tensor4D>(image), as(filter), 1, 'same'), bias));
    await expectLikeCpu(
      backend,
      data,
      ({ x, a, aBias, b, bBias, dy }) => {
        const whole = conv2d(as(x), as(a), as(aBias), 'same', { whole: undefined, channels: 5, start: 0 });
        conv2d(as(x), as(b), as(bBias), 'same', { whole, channels: 5, start: 2 });
        const first = conv2dGradients(as(dy), as(x), as(a), whole, 'same', true, 0);
        const second = conv2dGradients(as(dy), as(x), as(b), whole, 'same', true, 2);
        const dx = tf.add(as(first.input), as(second.input));
        tf.dispose([as(first.input), as(second.input)]);
        return [whole, dx, first.filter, first.bias, second.filter, second.bias];
      },
      ({ x, a, aBias, b, bBias, dy }) =>
        outputAndGradients(
          (image, ...rest) =>
            tf.concat([plain(as(image), as(rest[0]), as(rest[1])), plain(as(image), as(rest[2]), as(rest[3]))], 3),
          as(dy),
          as(x),
          as(a),
          as(aBias),
          as(b),
          as(bBias),
        ),
    );
  });

  it.each(['relu', 'linear'] as const)('dense, %s', async (activation) => {
    const shapes = { x: [3, 17], kernel: [17, 5], bias: [5], dy: [3, 5] };
    const data: Inputs = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, { shape, values: random(shape) }]),
    );
    await expectLikeCpu(
      backend,
      data,
      ({ x, kernel, bias, dy }) => {
        const y = dense(as(x), as(kernel), as(bias), activation);
        const gradients = denseGradients(as(dy), as(x), as(kernel), y, activation, true);
        return [y, gradients.kernel, gradients.bias, as(gradients.input)];
      },
      ({ x, kernel, bias, dy }) =>
        outputAndGradients(
          (matrix, offset, rows) => {
            const z = tf.add(tf.matMul(as(rows), as(matrix)), as<tf.Tensor>(offset));
            return activation === 'relu' ? tf.relu(z) : z;
          },
          as(dy),
          as(kernel),
          as(bias),
          as(x),
        ),
    );
  });

  it.each([
    { size: 2, stride: 2, padding: 'valid' as const, side: 6, out: 3 },
    { size: 2, stride: 1, padding: 'valid' as const, side: 5, out: 4 },
    { size: 4, stride: 4, padding: 'valid' as const, side: 9, out: 2 },
    { size: 3, stride: 1, padding: 'same' as const, side: 5, out: 5 },
  ])('max pooling $size, stride $stride, $padding', async ({ size, stride, padding, side, out }) => {
    const spec = { kind: 'maxPool' as const, size, stride, padding };
    const shape = [2, side, side, 3];
    const dyShape = [2, out, out, 3];
    const data: Inputs = { x: { shape, values: random(shape) }, dy: { shape: dyShape, values: random(dyShape) } };
    await expectLikeCpu(
      backend,
      data,
      ({ x, dy }) => {
        const y = maxPool(as(x), spec);
        return [y, maxPoolGradient(as(dy), as(x), y, spec)];
      },
      ({ x, dy }) =>
        outputAndGradients((image) => tf.maxPool(as<tf.Tensor4D>(image), size, stride, padding), as(dy), as(x)),
    );
  });

  it('batch normalisation and its gradient', async () => {
    const shape = [3, 4, 4, 5];
    const data: Inputs = {
      x: { shape, values: random(shape) },
      dy: { shape, values: random(shape) },
      gamma: { shape: [5], values: random([5], 0.5) },
      beta: { shape: [5], values: random([5]) },
      movingMean: { shape: [5], values: random([5]) },
      movingVariance: { shape: [5], values: random([5], 0.5) },
    };
    const numbers = (name: string): number[] => data[name]?.values ?? [];
    const [y, mean, variance, dx, dGamma, dBeta, inferred, movedMean, movedVariance] = await runOn(
      backend,
      data,
      ({ x, dy, gamma, beta, movingMean, movingVariance }) => {
        const parameters = {
          gamma: as<tf.Tensor1D>(gamma),
          beta: as<tf.Tensor1D>(beta),
          movingMean: as<tf.Tensor1D>(movingMean),
          movingVariance: as<tf.Tensor1D>(movingVariance),
        };
        // At step 0 nothing of the old averages stays; after step 1 they are the debiased mean of two equal batches.
        const saved = batchNormTraining(as(x), parameters, 0);
        const again = batchNormTraining(as(x), parameters, 1);
        tf.dispose([again.y, again.mean, again.variance]);
        const gradients = batchNormGradients(as(dy), as(x), parameters.gamma, saved);
        return [
          saved.y,
          saved.mean,
          saved.variance,
          gradients.input,
          gradients.gamma,
          gradients.beta,
          batchNormInference(as(x), parameters),
          parameters.movingMean.clone(),
          parameters.movingVariance.clone(),
        ];
      },
    );
    const rows = 48;
    const sumOver = (channel: number, value: (index: number) => number): number =>
      Array.from({ length: rows }, (_, row) => value(row * 5 + channel)).reduce((sum, term) => sum + term, 0);
    const x = (index: number): number => numbers('x')[index] ?? 0;
    const dy = (index: number): number => numbers('dy')[index] ?? 0;
    const channels = [0, 1, 2, 3, 4];
    const means = channels.map((channel) => sumOver(channel, x) / rows);
    const variances = channels.map(
      (channel) => sumOver(channel, (index) => (x(index) - (means[channel] ?? 0)) ** 2) / rows,
    );
    const normalised = (index: number): number =>
      (x(index) - (means[index % 5] ?? 0)) / Math.sqrt((variances[index % 5] ?? 0) + 0.001);
    const gammaOf = (index: number): number => numbers('gamma')[index % 5] ?? 0;
    const all = Array.from({ length: rows * 5 }, (_, index) => index);
    const gammaGradients = channels.map((channel) => sumOver(channel, (index) => dy(index) * normalised(index)));
    const betaGradients = channels.map((channel) => sumOver(channel, dy));
    const expectedY = all.map((index) => gammaOf(index) * normalised(index) + (numbers('beta')[index % 5] ?? 0));
    const expectedDx = all.map(
      (index) =>
        (gammaOf(index) / Math.sqrt((variances[index % 5] ?? 0) + 0.001)) *
        (dy(index) -
          (betaGradients[index % 5] ?? 0) / rows -
          (normalised(index) * (gammaGradients[index % 5] ?? 0)) / rows),
    );
    expect(relativeError(mean ?? [], means)).toBeLessThan(TOLERANCE);
    expect(relativeError(variance ?? [], variances)).toBeLessThan(TOLERANCE);
    expect(relativeError(y ?? [], expectedY)).toBeLessThan(TOLERANCE);
    expect(relativeError(inferred ?? [], expectedY)).toBeLessThan(TOLERANCE);
    expect(relativeError(movedMean ?? [], means)).toBeLessThan(TOLERANCE);
    expect(relativeError(movedVariance ?? [], variances)).toBeLessThan(TOLERANCE);
    expect(relativeError(dx ?? [], expectedDx)).toBeLessThan(TOLERANCE);
    expect(relativeError(dGamma ?? [], gammaGradients)).toBeLessThan(TOLERANCE);
    expect(relativeError(dBeta ?? [], betaGradients)).toBeLessThan(TOLERANCE);
  });

  it.each([1, 7, 4096])('dropout of %i elements follows the Philox words', async (length) => {
    const values = random([length], 0.5);
    const mask = { rate: 0.25, seed: 0xdeadbeef, stream: 5, step: 3 };
    const [y] = await runOn(backend, { x: { values, shape: [length] } }, ({ x }) => [dropout(as(x), mask)]);
    const words = new Uint32Array(length);
    fillRandomWords(words, mask.seed, mask.stream, mask.step);
    const expected = values.map((value, index) => ((words[index] ?? 0) >= 0x4000_0000 ? value / 0.75 : 0));
    expect(relativeError(y ?? [], expected)).toBeLessThan(1e-6);
  });

  it.each([1, 5])('softmax cross-entropy of a batch of %i', async (batch) => {
    const logits = random([batch, 10]).map((value) => value * 30);
    // Every second label is the right answer, the others are not.
    const labels = Array.from({ length: batch }, (_, image) => {
      const row = logits.slice(image * 10, image * 10 + 10);
      return (row.indexOf(Math.max(...row)) + (image % 2)) % 10;
    });
    const data: Inputs = {
      logits: { values: logits, shape: [batch, 10] },
      labels: { values: labels, shape: [batch], dtype: 'int32' },
    };
    const [metrics, gradient] = await runOn(backend, data, (tensors) => {
      const loss = softmaxCrossEntropy(as(tensors.logits), as(tensors.labels));
      return [loss.metrics, loss.logits];
    });
    const rows = labels.map((label, image) => ({ label, row: logits.slice(image * 10, image * 10 + 10) }));
    const losses = rows.map(({ label, row }) => {
      const highest = Math.max(...row);
      return Math.log(row.reduce((sum, value) => sum + Math.exp(value - highest), 0)) + highest - (row[label] ?? 0);
    });
    const right = rows.filter(({ label, row }) => row.indexOf(Math.max(...row)) === label).length;
    const expectedGradient = rows.flatMap(({ label, row }) => {
      const sum = row.reduce((total, value) => total + Math.exp(value), 0);
      return row.map((value, index) => (Math.exp(value) / sum - (index === label ? 1 : 0)) / batch);
    });
    const meanLoss = losses.reduce((sum, loss) => sum + loss, 0) / batch;
    expect(metrics?.[0]).toBeCloseTo(meanLoss, 3);
    expect(metrics?.[1]).toBe(right);
    expect(relativeError(gradient ?? [], expectedGradient)).toBeLessThan(TOLERANCE);
  });

  it('cross-entropy neither overflows nor loses its gradient where the answer is confidently wrong', async () => {
    const logits = [1000, -1000, 0, 0, 0, 0, 0, 0, 0, 0];
    const data: Inputs = {
      logits: { values: logits, shape: [1, 10] },
      labels: { values: [1], shape: [1], dtype: 'int32' },
    };
    const [metrics, gradient] = await runOn(backend, data, (tensors) => {
      const loss = softmaxCrossEntropy(as(tensors.logits), as(tensors.labels));
      return [loss.metrics, loss.logits];
    });
    expect(metrics).toEqual([2000, 0]);
    expect(gradient).toEqual([1, -1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('Adam moves the weights in place, over three steps, even when they were read in between', async () => {
    const length = 37;
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    const start = random([length]);
    const slots = { weights: tf.tensor1d(start), firstMoment: tf.zeros([length]), secondMoment: tf.zeros([length]) };
    const other = { weights: tf.tensor1d([1]), firstMoment: tf.zeros([1]), secondMoment: tf.zeros([1]) };
    const expected = start.slice();
    const m = new Array<number>(length).fill(0);
    const v = new Array<number>(length).fill(0);
    for (let step = 1; step <= 3; step++) {
      const slopes = random([length]);
      const gradient = tf.tensor1d(slopes);
      const otherGradient = tf.tensor1d([0]);
      adamUpdate(
        [
          { ...other, gradient: otherGradient, maxNorm: 0 },
          { ...slots, gradient, maxNorm: 0 },
        ],
        0.01,
        step,
      );
      tf.dispose([gradient, otherGradient]);
      for (let index = 0; index < length; index++) {
        const slope = slopes[index] ?? 0;
        m[index] = 0.9 * (m[index] ?? 0) + 0.1 * slope;
        v[index] = 0.999 * (v[index] ?? 0) + 0.001 * slope * slope;
        const unbiasedFirst = (m[index] ?? 0) / (1 - 0.9 ** step);
        const unbiasedSecond = (v[index] ?? 0) / (1 - 0.999 ** step);
        expected[index] = (expected[index] ?? 0) - (0.01 * unbiasedFirst) / (Math.sqrt(unbiasedSecond) + 1e-7);
      }
      expect(relativeError(Array.from(await slots.weights.data()), expected)).toBeLessThan(TOLERANCE);
      expect(Array.from(await other.weights.data())).toEqual([1]);
    }
    tf.dispose([...Object.values(slots), ...Object.values(other)]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('max-norm shortens the columns that are too long and no others', async () => {
    await tf.setBackend(backend);
    const tensors = {
      weights: tf.tensor2d([3, 1, 4, 1], [2, 2]),
      gradient: tf.zeros([2, 2]),
      firstMoment: tf.zeros([2, 2]),
      secondMoment: tf.zeros([2, 2]),
    };
    adamUpdate([{ ...tensors, maxNorm: 4 }], 0.01, 1);
    const values = Array.from(await tensors.weights.data());
    tf.dispose(Object.values(tensors));
    expect(relativeError(values, [2.4, 1, 3.2, 1])).toBeLessThan(1e-6);
  });
});
