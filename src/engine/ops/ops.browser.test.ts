import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { BATCH_NORM_STARTS, movingMomentum } from '../../core/batch-norm-start.ts';
import { fillRandomWords } from '../../core/philox.ts';
import { moments as batchNormMoments, movedAverage } from '../kernels/reference/batch-norm.ts';
import { batchNormGradients, batchNormInference, batchNormTraining } from './batch-norm.ts';
import { conv2d, conv2dGradients } from './conv2d.ts';
import { dense, denseGradients } from './dense.ts';
import { dropout } from './dropout.ts';
import { maxPool, maxPoolGradient } from './max-pool.ts';
import { as, BACKENDS, type Inputs, random, relativeError, runOn, startBackends } from './op-testing.ts';

/**
 * The layers' ops on every backend; loss and optimiser have files of their own. Convolution, pooling and products are held
 * against TensorFlow.js' plain CPU kernels, which share no code with the others; the rest against formulas written out
 * here in double precision.
 */

const TOLERANCE = 1e-4;

beforeAll(startBackends);

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

/** `np.sin(row + 3 * channel + 5 * step) * [1, 0.05, 3] + channel`, eight rows of three channels. */
function kerasBatch(step: number): number[] {
  return Array.from({ length: 24 }, (_, index) => {
    const channel = index % 3;
    return Math.sin(Math.floor(index / 3) + 3 * channel + 5 * step) * ([1, 0.05, 3][channel] ?? 0) + channel;
  });
}

/** The moving averages of Keras 3.15.1 after `keras.layers.BatchNormalization()(batch, training=True)` of three of them. */
const FROM_KERAS = {
  mean: [-0.002467457, 0.029835932, 0.050774589],
  variance: [0.984477115, 0.97033421, 1.096342725],
};

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

  it.each(BATCH_NORM_STARTS)('the moving averages of batch normalisation, %s, over three batches', async (start) => {
    const [rows, channels] = [8, 3];
    const batches = [0, 1, 2].map((step) => ({ shape: [rows, channels], values: kerasBatch(step) }));
    const [mean = [], variance = []] = await runOn(
      backend,
      {
        ...Object.fromEntries(batches.map((batch, step) => [`x${step}`, batch])),
        gamma: { shape: [channels], values: [1, 1, 1] },
        beta: { shape: [channels], values: [0, 0, 0] },
        movingMean: { shape: [channels], values: [0, 0, 0] },
        movingVariance: { shape: [channels], values: [1, 1, 1] },
      },
      ({ gamma, beta, movingMean, movingVariance, ...x }) => {
        const parameters = {
          gamma: as<tf.Tensor1D>(gamma),
          beta: as<tf.Tensor1D>(beta),
          movingMean: as<tf.Tensor1D>(movingMean),
          movingVariance: as<tf.Tensor1D>(movingVariance),
        };
        for (const step of batches.keys()) {
          const saved = batchNormTraining(as(x[`x${step}`]), parameters, movingMomentum(start, step));
          tf.dispose([saved.y, saved.mean, saved.variance]);
        }
        return [parameters.movingMean.clone(), parameters.movingVariance.clone()];
      },
    );
    const moments = batches.map(({ values }) => batchNormMoments(values, { rows, channels }));
    const expected = (initial: number, of: 'mean' | 'variance') =>
      [0, 1, 2].map((channel) =>
        movedAverage(
          start,
          initial,
          moments.map((moment) => moment[of][channel] ?? Number.NaN),
        ),
      );
    expect(relativeError(mean, expected(0, 'mean'))).toBeLessThan(TOLERANCE);
    expect(relativeError(variance, expected(1, 'variance'))).toBeLessThan(TOLERANCE);
    if (start !== 'keras') return;
    expect(relativeError(mean, FROM_KERAS.mean)).toBeLessThan(TOLERANCE);
    expect(relativeError(variance, FROM_KERAS.variance)).toBeLessThan(TOLERANCE);
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
        const saved = batchNormTraining(as(x), parameters, movingMomentum('corrected', 0));
        const again = batchNormTraining(as(x), parameters, movingMomentum('corrected', 1));
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
});
