import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { listParameters, resolveLayers } from '../../core/layers.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import { startWasm } from '../backend/wasm.ts';
import { labelTensor } from '../data/batch.ts';
import { initialWeights } from '../model/weights.ts';
import type { UpdateRule } from '../ops/optimizer-update.ts';
import { KERAS_ADAM, Optimizer } from './optimizer.ts';
import { recipeOf, updateRuleOf } from './recipe.ts';
import { lossAndGradients, type StepSettings, trainStep } from './step.ts';

/** What reaches which parameter, and that a run's settings reach loss and optimiser; the ops have tests of their own. */

beforeAll(async () => {
  await startWasm(1);
  await tf.setBackend('wasm');
});

const LAYERS = resolveLayers(
  [
    { kind: 'conv2d', size: 3, filters: 2, padding: 'same' },
    { kind: 'batchNorm' },
    { kind: 'flatten' },
    { kind: 'dense', units: 10, activation: 'linear' },
  ],
  [6, 6, 1],
);
const PARAMETERS = listParameters(LAYERS);
const PIXELS = Array.from({ length: 72 }, (_, index) => Math.cos(index * index));

function network(rule: UpdateRule, maxNorm = 0) {
  const weights = initialWeights(PARAMETERS, 3);
  // Decay of a bias that is 0 would not show.
  for (const { name, role, shape } of PARAMETERS) if (role !== 'kernel') weights.set(name, tf.fill([...shape], 0.5));
  const optimizer = new Optimizer(PARAMETERS, weights, { rule, maxNorm });
  const batch = { images: tf.tensor4d(PIXELS, [2, 6, 6, 1]), labels: labelTensor(Uint8Array.from([3, 8])) };
  return {
    weights,
    optimizer,
    valuesOf: async (name: string): Promise<number[]> => Array.from(await weights.get(name).data()),
    step: (settings: Omit<StepSettings, 'seed'>): void => {
      trainStep(LAYERS, weights, optimizer, batch, { seed: 1, ...settings }).dispose();
    },
    loss: async (label: number, options: Pick<StepSettings, 'labelSmoothing' | 'classWeights'>): Promise<number> => {
      const labels = labelTensor(Uint8Array.from([label, label]));
      const settings = { seed: 1, step: 0, ...options };
      const { metrics, gradients } = lossAndGradients(LAYERS, weights, { ...batch, labels }, settings);
      const [loss = Number.NaN] = await metrics.data();
      tf.dispose([labels, metrics, ...gradients.values()]);
      return loss;
    },
    dispose: (): void => {
      tf.dispose([batch.images, batch.labels]);
      weights.dispose();
      optimizer.dispose();
    },
  };
}

/** How far two vectors lie apart. */
const distance = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? Number.NaN))));

it('L2 and weight decay pull kernels towards 0 and leave all else alone', async () => {
  const before = tf.memory().numTensors;
  const plain = network({ kind: 'sgd' });
  const decayed = network({ kind: 'sgd' });
  const start = new Map<string, number[]>();
  for (const { name } of PARAMETERS) start.set(name, await plain.valuesOf(name));
  plain.step({ step: 0, learningRate: 0.1 });
  decayed.step({ step: 0, learningRate: 0.1, l2: 0.2, weightDecay: 0.3 });
  for (const { name, role } of PARAMETERS) {
    const share = role === 'kernel' ? 0.1 * (0.2 + 0.3) : 0;
    const values = await plain.valuesOf(name);
    const expected = values.map((value, index) => value - share * (start.get(name)?.[index] ?? Number.NaN));
    expect(distance(await decayed.valuesOf(name), expected), name).toBeLessThan(1e-6);
  }
  plain.dispose();
  decayed.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

it('goes on to the bit with the slots of another, and only with as many values', async () => {
  const before = tf.memory().numTensors;
  const whole = network(KERAS_ADAM, 1);
  const first = network(KERAS_ADAM, 1);
  const second = network(KERAS_ADAM, 1);
  for (const step of [0, 1, 2, 3]) whole.step({ step, learningRate: 0.01 });
  for (const step of [0, 1]) first.step({ step, learningRate: 0.01 });
  for (const { name, shape } of PARAMETERS) {
    second.weights.set(name, tf.tensor(await first.valuesOf(name), [...shape]));
  }
  const slots = await first.optimizer.readSlots();
  second.optimizer.writeSlots(slots);
  for (const step of [2, 3]) second.step({ step, learningRate: 0.01 });
  for (const { name } of PARAMETERS) expect(await second.valuesOf(name), name).toEqual(await whole.valuesOf(name));
  expect(() => second.optimizer.writeSlots(slots.subarray(1))).toThrow(RangeError);
  for (const each of [whole, first, second]) each.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

it('the start of the moving averages is that of the settings', async () => {
  const [plain, keras] = [network({ kind: 'sgd' }), network({ kind: 'sgd' })];
  const start = await keras.valuesOf('1.movingMean');
  plain.step({ step: 0, learningRate: 0.1, batchNormStart: 'corrected' });
  keras.step({ step: 0, learningRate: 0.1, batchNormStart: 'keras' });
  // Corrected, the first batch is all there is; in Keras 0.99 of the beginning stays.
  const batch = await plain.valuesOf('1.movingMean');
  expect(distance(batch, start)).toBeGreaterThan(0.05);
  const kept = start.map((value, index) => 0.99 * value + 0.01 * (batch[index] ?? Number.NaN));
  expect(distance(await keras.valuesOf('1.movingMean'), kept)).toBeLessThan(1e-6);
  const experiment = { ...DEFAULT_EXPERIMENT, batchNormStart: 'keras' } as const;
  expect(recipeOf(experiment).batchNormStart).toBe('keras');
  plain.dispose();
  keras.dispose();
});

it('RMSProp has its epsilon inside the root, and outside for what was trained so', () => {
  const { rho, epsilon } = DEFAULT_EXPERIMENT;
  const ruleOf = (optimizer: 'rmsProp' | 'rmsPropOutside') => updateRuleOf({ ...DEFAULT_EXPERIMENT, optimizer });
  expect(ruleOf('rmsProp')).toEqual({ kind: 'rmsProp', rho, epsilon, isEpsilonInside: true });
  expect(ruleOf('rmsPropOutside')).toEqual({ kind: 'rmsProp', rho, epsilon, isEpsilonInside: false });
});

it('class weights and label smoothing reach the loss', async () => {
  const net = network(KERAS_ADAM);
  const losses = await Promise.all(Array.from({ length: 10 }, (_, label) => net.loss(label, {})));
  const classWeights = [1, 2, 1, 4, 1, 1, 1, 1, 1, 1];
  expect(await net.loss(3, { classWeights })).toBe(4 * (losses[3] ?? Number.NaN));
  expect(await net.loss(2, { classWeights })).toBe(losses[2]);
  // Smoothed, an image expects a little of every class.
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / 10;
  expect(await net.loss(6, { labelSmoothing: 0.2 })).toBeCloseTo(0.8 * (losses[6] ?? Number.NaN) + 0.2 * mean, 5);
  net.dispose();
});
