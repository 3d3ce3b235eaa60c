import { describe, expect, it } from 'vitest';
import { slotCount } from '../../ops/optimizer-update.ts';
import { UPDATE_RULES } from '../optimizer-testing.ts';
import * as normReference from '../reference/batch-norm.ts';
import * as convReference from '../reference/conv2d.ts';
import * as denseReference from '../reference/dense.ts';
import { dropout as dropoutReference } from '../reference/dropout.ts';
import { maxNorm as maxNormReference } from '../reference/max-norm.ts';
import * as poolReference from '../reference/max-pool.ts';
import { optimizerUpdate as optimizerReference } from '../reference/optimizers.ts';
import { biasGradient, reluGradient } from '../reference/relu-gradient.ts';
import { softmaxCrossEntropy as lossReference } from '../reference/softmax-cross-entropy.ts';
import { batchNormGradient, batchNormInference, batchNormTraining } from './batch-norm.ts';
import { type Conv2dShape, conv2d, conv2dGradients } from './conv2d.ts';
import { type DenseShape, dense, denseGradients } from './dense.ts';
import { dropout } from './dropout.ts';
import { randomFloats, relativeError, startTestKernels, type TestKernels } from './kernel-testing.ts';
import { maxNorm } from './max-norm.ts';
import { maxPool, maxPoolGradient, type PoolShape } from './max-pool.ts';
import { optimizerUpdate } from './optimizers.ts';
import { reluBiasGradient } from './relu-gradient.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

const TOLERANCE = 1e-5;

/** Every op on odd shapes against the reference. Returns all results, so that thread counts can be compared. */
type Case = (host: TestKernels) => readonly Float32Array[];

function close(actual: Float32Array, expected: ArrayLike<number>, what: string): Float32Array {
  expect(relativeError(actual, expected), what).toBeLessThan(TOLERANCE);
  return actual;
}

function convCase(shape: Conv2dShape): Case {
  return (host) => {
    const { batch, height, width, inputChannels, outputChannels, size, padding } = shape;
    const cut = padding === 'same' ? 0 : size - 1;
    const pixels = batch * (height - cut) * (width - cut);
    const x = randomFloats(batch * height * width * inputChannels, 1);
    const filter = randomFloats(size * size * inputChannels * outputChannels, 2);
    const bias = randomFloats(outputChannels, 3);
    const dy = randomFloats(pixels * outputChannels, 4);
    const at = { x: host.put(x), filter: host.put(filter), bias: host.put(bias), dy: host.put(dy) };
    const y = host.room(dy.length);
    conv2d(host.kernels, { ...at, y }, shape, true);
    const out = close(host.floats(y, dy.length), convReference.conv2d(x, filter, bias, shape, true), 'y');
    const gradients = { dx: host.room(x.length), dFilter: host.room(filter.length), dBias: host.room(bias.length) };
    conv2dGradients(host.kernels, { ...at, y, ...gradients }, shape);
    const expected = convReference.conv2dGradients(x, filter, reluGradient(out, dy), shape);
    const results = [
      out,
      close(host.floats(gradients.dx, x.length), expected.dx, 'dx'),
      close(host.floats(gradients.dFilter, filter.length), expected.dFilter, 'dFilter'),
      close(host.floats(gradients.dBias, bias.length), expected.dBias, 'dBias'),
    ];
    const plain = convReference.conv2dGradients(x, filter, dy, shape);
    conv2dGradients(host.kernels, { ...at, y: 0, ...gradients, dx: 0 }, shape);
    close(host.floats(gradients.dFilter, filter.length), plain.dFilter, 'dFilter without ReLU');
    // As a part of a concatenation, y's and dy's pixels lie further apart.
    const apart = outputChannels + 4;
    const wideShape = { ...shape, outputPixelFloats: apart };
    const wideY = host.room(pixels * apart);
    const wideDy = new Float32Array(pixels * apart);
    dy.forEach((value, index) => {
      wideDy[Math.floor(index / outputChannels) * apart + (index % outputChannels)] = value;
    });
    conv2d(host.kernels, { ...at, y: wideY }, wideShape, true);
    const wide = host.floats(wideY, pixels * apart).filter((_, index) => index % apart < outputChannels);
    expect(wide).toEqual(out);
    conv2dGradients(host.kernels, { ...at, dy: host.put(wideDy), y: wideY, ...gradients }, wideShape);
    expect(host.floats(gradients.dx, x.length)).toEqual(results[1]);
    expect(host.floats(gradients.dFilter, filter.length)).toEqual(results[2]);
    return results;
  };
}

function denseCase(shape: DenseShape): Case {
  return (host) => {
    const { batch, inputs, outputs } = shape;
    const x = randomFloats(batch * inputs, 1);
    const kernel = randomFloats(inputs * outputs, 2);
    const bias = randomFloats(outputs, 3);
    const dy = randomFloats(batch * outputs, 4);
    const at = { x: host.put(x), kernel: host.put(kernel), bias: host.put(bias), dy: host.put(dy) };
    const y = host.room(dy.length);
    dense(host.kernels, { ...at, y }, shape, true);
    const out = close(host.floats(y, dy.length), denseReference.dense(x, kernel, bias, shape, true), 'y');
    const gradients = { dx: host.room(x.length), dKernel: host.room(kernel.length), dBias: host.room(bias.length) };
    denseGradients(host.kernels, { ...at, y, ...gradients }, shape);
    const expected = denseReference.denseGradients(x, kernel, reluGradient(out, dy), shape);
    return [
      out,
      close(host.floats(gradients.dx, x.length), expected.dx, 'dx'),
      close(host.floats(gradients.dKernel, kernel.length), expected.dKernel, 'dKernel'),
      close(host.floats(gradients.dBias, bias.length), expected.dBias, 'dBias'),
    ];
  };
}

function poolCase(shape: PoolShape): Case {
  return (host) => {
    // Few distinct values, so that ties are common.
    const x = randomFloats(shape.batch * shape.height * shape.width * shape.channels, 1).map((v) => Math.round(v * 3));
    const expected = poolReference.maxPool(x, shape);
    const dy = randomFloats(expected.length, 2);
    const at = { x: host.put(x), dy: host.put(dy), y: host.room(dy.length), dx: host.room(x.length) };
    maxPool(host.kernels, at, shape);
    maxPoolGradient(host.kernels, at, shape);
    return [
      close(host.floats(at.y, dy.length), expected, 'y'),
      close(host.floats(at.dx, x.length), poolReference.maxPoolGradient(x, dy, shape), 'dx'),
    ];
  };
}

function normCase(rows: number, channels: number): Case {
  return (host) => {
    const shape = { rows, channels };
    const x = randomFloats(rows * channels, 1).map((value, index) => value + (index % channels) * 3);
    const gamma = randomFloats(channels, 2);
    const beta = randomFloats(channels, 3);
    const dy = randomFloats(rows * channels, 4);
    const at = {
      x: host.put(x),
      gamma: host.put(gamma),
      beta: host.put(beta),
      dy: host.put(dy),
      y: host.room(x.length),
      dx: host.room(x.length),
      mean: host.room(channels),
      variance: host.room(channels),
      dGamma: host.room(channels),
      dBeta: host.room(channels),
    };
    batchNormTraining(host.kernels, at, shape, 1e-3);
    const { mean, variance } = normReference.moments(x, shape);
    const y = normReference.batchNormInference(x, gamma, beta, mean, variance, shape, 1e-3);
    const results = [
      close(host.floats(at.mean, channels), mean, 'mean'),
      close(host.floats(at.variance, channels), variance, 'variance'),
      close(host.floats(at.y, x.length), y, 'y'),
    ];
    batchNormInference(host.kernels, at, shape, 1e-3);
    close(host.floats(at.y, x.length), y, 'inference');
    batchNormGradient(host.kernels, at, shape, 1e-3);
    const expected = normReference.batchNormGradient(x, dy, gamma, shape, 1e-3);
    return [
      ...results,
      close(host.floats(at.dx, x.length), expected.dx, 'dx'),
      close(host.floats(at.dGamma, channels), expected.dGamma, 'dGamma'),
      close(host.floats(at.dBeta, channels), expected.dBeta, 'dBeta'),
    ];
  };
}

const dropoutCase =
  (count: number, rate: number): Case =>
  (host) => {
    const x = randomFloats(count, 1);
    const draw = { seed: 0xdeadbeef, stream: 7, step: 123456, rate };
    const y = host.room(count);
    dropout(host.kernels, { x: host.put(x), y }, count, draw);
    const actual = host.floats(y, count);
    const expected = dropoutReference(x, draw);
    expect(actual.map((value) => (value === 0 ? 0 : 1))).toEqual(
      Float32Array.from(expected, (value) => (value === 0 ? 0 : 1)),
    );
    return [close(actual, expected, 'y')];
  };

const reluCase =
  (rows: number, channels: number): Case =>
  (host) => {
    const y = randomFloats(rows * channels, 1);
    const dy = randomFloats(rows * channels, 2);
    const at = { y: host.put(y), dy: host.put(dy), dz: host.room(y.length), dBias: host.room(channels) };
    reluBiasGradient(host.kernels, at, rows, channels);
    const expected = reluGradient(y, dy);
    const results = [
      close(host.floats(at.dz, y.length), expected, 'dz'),
      close(host.floats(at.dBias, channels), biasGradient(expected, channels), 'dBias'),
    ];
    reluBiasGradient(host.kernels, { ...at, y: 0, dz: 0 }, rows, channels);
    close(host.floats(at.dBias, channels), biasGradient(dy, channels), 'dBias without ReLU');
    return results;
  };

const lossCase =
  (rows: number, smoothing: number): Case =>
  (host) => {
    const logits = randomFloats(rows * 10, 1).map((value) => value * 20);
    const labels = Int32Array.from({ length: rows }, (_, index) => (index * 7) % 10);
    const weights = Float32Array.from({ length: 10 }, (_, index) => 1 + index / 5);
    const at = { logits: host.put(logits), labels: host.put(labels), classWeights: host.put(weights) };
    const out = { dLogits: host.room(logits.length), result: host.room(2) };
    softmaxCrossEntropy(host.kernels, { ...at, ...out }, rows, 10, smoothing);
    const expected = lossReference(logits, labels, 10, smoothing, weights);
    expect(new Int32Array(host.memory.buffer, out.result + 4, 1)[0]).toBe(expected.correct);
    return [
      close(host.floats(out.result, 1), [expected.loss], 'loss'),
      close(host.floats(out.dLogits, logits.length), expected.dLogits, 'dLogits'),
    ];
  };

/** Three updates by every rule, with L2 and weight decay. */
const optimizerCase =
  (count: number): Case =>
  (host) =>
    UPDATE_RULES.flatMap(([name, rule]) => {
      const start = randomFloats(count, 1);
      const weights = host.put(start);
      const slots = Array.from({ length: slotCount(rule) }, () => host.put(new Float32Array(count)));
      const expected = Float64Array.from(start);
      const expectedSlots = slots.map(() => new Float64Array(count));
      for (let iteration = 1; iteration <= 3; iteration++) {
        const gradient = randomFloats(count, 1 + iteration);
        const settings = { learningRate: 0.05, iteration, l2: 0.1, weightDecay: 0.2 };
        optimizerUpdate(host.kernels, { weights, gradient: host.put(gradient), slots }, count, rule, settings);
        optimizerReference(expected, gradient, expectedSlots, rule, settings);
      }
      return [
        close(host.floats(weights, count), expected, name),
        ...slots.map((slot, index) => close(host.floats(slot, count), expectedSlots[index] ?? [], `slot of ${name}`)),
      ];
    });

/**
 * What was trained with RMSProp's epsilon outside the root goes on to the bit: these roundings, in this order, are those of
 * the version that began it.
 */
const releasedRmsPropCase =
  (count: number): Case =>
  (host) => {
    const f = Math.fround;
    const weights = randomFloats(count, 1);
    const mean = new Float32Array(count);
    const at = { weights: host.put(weights), slots: [host.put(mean)] };
    const rule = { kind: 'rmsProp', rho: 0.9, epsilon: 1e-7, isEpsilonInside: false } as const;
    const [rate, l2, shrink] = [f(0.05), f(0.1), f(0.05 * 0.2)];
    for (let iteration = 1; iteration <= 3; iteration++) {
      const gradient = randomFloats(count, 1 + iteration);
      const settings = { learningRate: 0.05, iteration, l2: 0.1, weightDecay: 0.2 };
      optimizerUpdate(host.kernels, { ...at, gradient: host.put(gradient) }, count, rule, settings);
      for (const [index, w] of weights.entries()) {
        const g = f((gradient[index] ?? 0) + f(w * l2));
        const before = mean[index] ?? 0;
        const after = f(before + f(f(f(g * g) - before) * f(1 - rule.rho)));
        mean[index] = after;
        weights[index] = f(f(w - f(w * shrink)) - f(f(rate * g) / f(f(Math.sqrt(after)) + f(rule.epsilon))));
      }
    }
    expect(host.floats(at.weights, count)).toEqual(weights);
    return [close(host.floats(at.slots[0] ?? 0, count), mean, 'slot')];
  };

const maxNormCase =
  (rows: number, columns: number, limit: number): Case =>
  (host) => {
    const weights = randomFloats(rows * columns, 1);
    const at = host.put(weights);
    maxNorm(host.kernels, at, rows, columns, limit);
    return [close(host.floats(at, weights.length), maxNormReference(weights, columns, limit), 'weights')];
  };

const convShape = (
  batch: number,
  height: number,
  width: number,
  inputChannels: number,
  outputChannels: number,
  size: number,
  padding: 'same' | 'valid',
): Conv2dShape => ({ batch, height, width, inputChannels, outputChannels, size, padding });

const poolShape = (
  batch: number,
  height: number,
  width: number,
  channels: number,
  size: number,
  stride: number,
  padding: 'same' | 'valid',
): PoolShape => ({ batch, height, width, channels, size, stride, padding });

const CASES: Readonly<Record<string, Case>> = {
  'conv 3x3 same 1->64': convCase(convShape(3, 28, 28, 1, 64, 3, 'same')),
  'conv 1x1 1->16': convCase(convShape(3, 28, 28, 1, 16, 1, 'same')),
  'conv 3x3 same 16->32, 19 images': convCase(convShape(19, 9, 7, 16, 32, 3, 'same')),
  'conv 3x3 valid 32->64': convCase(convShape(1, 14, 14, 32, 64, 3, 'valid')),
  'conv 3x3 valid 64->128': convCase(convShape(3, 8, 9, 64, 128, 3, 'valid')),
  'conv 5x5 same 16->32': convCase(convShape(3, 11, 10, 16, 32, 5, 'same')),
  'conv 5x5 same 16->32, 28 wide': convCase(convShape(2, 6, 28, 16, 32, 5, 'same')),
  'conv 5x5 valid 24->16': convCase(convShape(3, 9, 11, 24, 16, 5, 'valid')),
  'conv 5x5 valid 3->5': convCase(convShape(3, 11, 10, 3, 5, 5, 'valid')),
  'conv 3x3 same 6->10': convCase(convShape(3, 7, 5, 6, 10, 3, 'same')),
  'conv 1x1 5->7': convCase(convShape(1, 3, 3, 5, 7, 1, 'valid')),
  'conv 1x1 32->64': convCase(convShape(3, 27, 27, 32, 64, 1, 'valid')),
  'dense 1x5->3': denseCase({ batch: 1, inputs: 5, outputs: 3 }),
  'dense 3x100->10': denseCase({ batch: 3, inputs: 100, outputs: 10 }),
  'dense 33x2305->150': denseCase({ batch: 33, inputs: 2305, outputs: 150 }),
  'dense 8x18432->20': denseCase({ batch: 8, inputs: 18432, outputs: 20 }),
  'pool 2 stride 2': poolCase(poolShape(3, 13, 12, 32, 2, 2, 'valid')),
  'pool 2 stride 1': poolCase(poolShape(3, 9, 8, 5, 2, 1, 'valid')),
  'pool 4': poolCase(poolShape(3, 28, 28, 6, 4, 4, 'valid')),
  'pool 3 stride 1 same': poolCase(poolShape(3, 7, 6, 1, 3, 1, 'same')),
  'pool 3 stride 2 same': poolCase(poolShape(1, 7, 6, 4, 3, 2, 'same')),
  'norm 1 row': normCase(1, 3),
  'norm 588x32': normCase(588, 32),
  'norm 1001x7': normCase(1001, 7),
  'norm 20000x8': normCase(20000, 8),
  'dropout 16 and a bit': dropoutCase(19, 0.25),
  'dropout 40001': dropoutCase(40001, 0.5),
  'dropout none': dropoutCase(100, 0),
  'relu 3x5': reluCase(3, 5),
  'relu 1000x32': reluCase(1000, 32),
  'loss 1': lossCase(1, 0),
  'loss 37 smoothed': lossCase(37, 0.1),
  'optimizers 5': optimizerCase(5),
  'optimizers 40003': optimizerCase(40003),
  'RMSProp as it was': releasedRmsPropCase(4003),
  'max-norm 3x500': maxNormCase(3, 500, 1),
  'max-norm 2305x37': maxNormCase(2305, 37, 4),
  'max-norm within the limit': maxNormCase(9, 20, 400),
};

describe.each(['single-plain', 'single-relaxed', 'shared-plain', 'shared-relaxed'] as const)('%s', (build) => {
  it.each(Object.entries(CASES))('%s agrees with the reference', async (_name, run) => {
    run(await startTestKernels(build, 1));
  });
});

describe.each(['shared-plain', 'shared-relaxed'] as const)('%s on 1, 2 and 3 threads', (build) => {
  it('gives the same bits', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map((threads) => startTestKernels(build, threads)));
    if (one === undefined || two === undefined || three === undefined) throw new Error('three hosts were started');
    expect([one.kernels.threads, two.kernels.threads, three.kernels.threads]).toEqual([1, 2, 3]);
    for (const [name, run] of Object.entries(CASES)) {
      const expected = run(one);
      expect(run(two), name).toEqual(expected);
      expect(run(three), name).toEqual(expected);
    }
    for (const host of [one, two, three]) host.kernels.dispose();
  }, 120_000);
});
