import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import { UPDATE_RULES } from '../kernels/optimizer-testing.ts';
import { maxNorm } from '../kernels/reference/max-norm.ts';
import { optimizerUpdate } from '../kernels/reference/optimizers.ts';
import { BACKENDS, random, relativeError, startBackends } from './op-testing.ts';
import { slotCount, type UpdateRule, type UpdateSettings, updateParameters } from './optimizer-update.ts';

/** The optimiser's update on every backend, against the plain reference and against numbers from PyTorch. */

const TOLERANCE = 1e-4;

beforeAll(startBackends);

/** A parameter in the backend, and the same in double precision. */
class Pair {
  readonly tensors: { readonly weights: tf.Tensor; readonly slots: tf.Tensor[] };
  readonly #rule: UpdateRule;
  readonly #maxNorm: number;
  readonly #isDecayed: boolean;
  #weights: Float64Array;
  readonly #slots: Float64Array[];

  constructor(start: number[], shape: number[], rule: UpdateRule, limit: number, isDecayed: boolean) {
    this.#rule = rule;
    this.#maxNorm = limit;
    this.#isDecayed = isDecayed;
    const length = slotCount(rule);
    this.tensors = { weights: tf.tensor(start, shape), slots: Array.from({ length }, () => tf.zeros(shape)) };
    this.#weights = Float64Array.from(start);
    this.#slots = Array.from({ length }, () => new Float64Array(start.length));
  }

  /** What to hand to the op. */
  updated(gradient: tf.Tensor) {
    return { ...this.tensors, gradient, maxNorm: this.#maxNorm, isDecayed: this.#isDecayed };
  }

  updateReference(gradient: number[], settings: UpdateSettings): void {
    const own = this.#isDecayed ? settings : { ...settings, l2: 0, weightDecay: 0 };
    optimizerUpdate(this.#weights, gradient, this.#slots, this.#rule, own);
    const columns = this.#weights.length / (this.tensors.weights.shape[0] ?? 1);
    if (this.#maxNorm > 0) this.#weights = maxNorm(this.#weights, columns, this.#maxNorm);
  }

  async expectAlike(when: string): Promise<void> {
    const { weights, slots } = this.tensors;
    const name = `[${weights.shape.join(', ')}] ${when}`;
    expect(relativeError(await weights.data(), this.#weights), `weights ${name}`).toBeLessThan(TOLERANCE);
    for (const [index, slot] of slots.entries()) {
      const expected = this.#slots[index] ?? new Float64Array();
      expect(relativeError(await slot.data(), expected), `slot ${index} ${name}`).toBeLessThan(TOLERANCE);
    }
  }

  dispose(): void {
    tf.dispose([this.tensors.weights, ...this.tensors.slots]);
  }
}

/** Of every way the kernels take: whole columns by one thread or several, rows shared out, with and without max-norm. */
const PARAMETERS = [
  { shape: [10], limit: 0.5, isDecayed: false },
  { shape: [3, 3, 1, 16], limit: 1, isDecayed: true },
  { shape: [5, 7], limit: 0, isDecayed: true },
  { shape: [1], limit: 0, isDecayed: false },
  { shape: [33, 6], limit: 2, isDecayed: true },
  { shape: [1100, 37], limit: 15, isDecayed: true },
  { shape: [40_001], limit: 0, isDecayed: true },
  { shape: [600], limit: 9, isDecayed: false },
] as const;

/**
 * Three steps from START with gradients cos(index + step), under L2, decoupled decay and max-norm, in PyTorch 1.13 (where
 * RMSprop has its epsilon outside the root):
 *
 *   w.grad = torch.cos(torch.arange(6.).reshape(3, 2) + t) + 0.1 * w
 *   w *= 1 - 0.1 * 0.05                      # not for AdamW, which has weight_decay=0.05
 *   optimizer.step(); w.copy_(torch.renorm(w, 2, 1, 1.0))
 *
 * with SGD(0.1), SGD(momentum=0.9), SGD(nesterov=True), RMSprop(alpha=0.9, eps=1e-7), AdamW(eps=1e-7), all in float64.
 */
const START = [0.9, -0.2, 0.5, 0.4, -0.3, 0.1];
const FROM_PYTORCH: Readonly<Record<string, readonly number[]>> = {
  sgd: [0.7010065, -0.1035661, 0.6353469, 0.5143379, -0.3239198, -0.1019215],
  momentum: [0.5081646, -0.1521229, 0.8231449, 0.729895, -0.253379, -0.2387878],
  nesterov: [0.3779113, -0.0614055, 0.8817851, 0.8109961, -0.2822018, -0.4024154],
  rmsPropOutside: [0.3664993, -0.0086139, 0.8858722, 0.7169898, -0.2844443, -0.6758427],
  adam: [0.6200615, -0.2464223, 0.7613605, 0.6417286, -0.1893508, -0.1851966],
};

/**
 * Three steps from START with gradients `scale * cos(index + step)` by Keras 3.15.1 (on TensorFlow 2.21, float64), with its
 * defaults but for the rate: `keras.optimizers.RMSprop(0.1)`, whose rho is 0.9, momentum 0 and epsilon 1e-7.
 */
const FROM_KERAS_RMSPROP = [
  { scale: 1e-3, after: [0.648799678, -0.037246883, 0.967772002, 0.698814231, -0.399566461, -0.353202067] },
  // Next to epsilon these squares are nothing: with epsilon outside the root each weight would move by some 0.4.
  { scale: 1e-4, after: [0.864627724, -0.172836172, 0.564800158, 0.442775785, -0.318485169, 0.037152064] },
];

describe.each(BACKENDS)('on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each(UPDATE_RULES)('%s moves parameters of every form in place, three steps, read in between', async (_, rule) => {
    const before = tf.memory().numTensors;
    const pairs = PARAMETERS.map(({ shape, limit, isDecayed }) => {
      return new Pair(random([...shape]), [...shape], rule, limit, isDecayed);
    });
    for (let iteration = 1; iteration <= 3; iteration++) {
      // The rate changes, as a schedule has it.
      const settings = { learningRate: 0.1 / iteration, iteration, l2: 0.1, weightDecay: 0.2 };
      const slopes = PARAMETERS.map(({ shape }) => random([...shape]));
      const gradients = PARAMETERS.map(({ shape }, index) => tf.tensor(slopes[index] ?? [], [...shape]));
      const updated = pairs.flatMap((pair, index) => {
        const gradient = gradients[index];
        return gradient === undefined ? [] : [pair.updated(gradient)];
      });
      updateParameters(updated, rule, settings);
      tf.dispose(gradients);
      for (const [index, pair] of pairs.entries()) {
        pair.updateReference(slopes[index] ?? [], settings);
        await pair.expectAlike(`step ${iteration}`);
      }
    }
    for (const pair of pairs) pair.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(UPDATE_RULES.filter(([name]) => name in FROM_PYTORCH))(
    '%s gives the numbers of PyTorch',
    async (name, rule) => {
      const weights = tf.tensor2d(START, [3, 2]);
      const slots = Array.from({ length: slotCount(rule) }, () => tf.zeros([3, 2]));
      for (let iteration = 1; iteration <= 3; iteration++) {
        const slopes = START.map((_, index) => Math.cos(index + iteration - 1));
        const gradient = tf.tensor2d(slopes, [3, 2]);
        const settings = { learningRate: 0.1, iteration, l2: 0.1, weightDecay: 0.05 };
        updateParameters([{ weights, gradient, slots, maxNorm: 1, isDecayed: true }], rule, settings);
        gradient.dispose();
      }
      expect(relativeError(await weights.data(), FROM_PYTORCH[name] ?? [])).toBeLessThan(1e-5);
      tf.dispose([weights, ...slots]);
    },
  );

  it.each(FROM_KERAS_RMSPROP)("RMSProp gives Keras' numbers for gradients of $scale", async ({ scale, after }) => {
    const { rho, epsilon } = DEFAULT_EXPERIMENT;
    const weights = tf.tensor2d(START, [3, 2]);
    const slots = [tf.zeros([3, 2])];
    for (let iteration = 1; iteration <= 3; iteration++) {
      const gradient = tf.tensor2d(
        START.map((_, index) => scale * Math.cos(index + iteration - 1)),
        [3, 2],
      );
      const rule = { kind: 'rmsProp', rho, epsilon, isEpsilonInside: true } as const;
      const settings = { learningRate: 0.1, iteration, l2: 0, weightDecay: 0 };
      updateParameters([{ weights, gradient, slots, maxNorm: 0, isDecayed: true }], rule, settings);
      gradient.dispose();
    }
    expect(relativeError(await weights.data(), after)).toBeLessThan(1e-6);
    tf.dispose([weights, ...slots]);
  });

  it('max-norm shortens the columns that are too long and no others', async () => {
    const weights = tf.tensor2d([3, 1, 4, 1], [2, 2]);
    const gradient = tf.zeros([2, 2]);
    const settings = { learningRate: 0.01, iteration: 1, l2: 0, weightDecay: 0 };
    updateParameters([{ weights, gradient, slots: [], maxNorm: 4, isDecayed: false }], { kind: 'sgd' }, settings);
    expect(relativeError(await weights.data(), [2.4, 1, 3.2, 1])).toBeLessThan(1e-6);
    tf.dispose([weights, gradient]);
  });

  it('refuses slots of another rule', () => {
    const [weights, gradient] = [tf.zeros([2]), tf.zeros([2])];
    const settings = { learningRate: 0.01, iteration: 1, l2: 0, weightDecay: 0 };
    const rule = { kind: 'momentum', momentum: 0.9, nesterov: false } as const;
    expect(() =>
      updateParameters([{ weights, gradient, slots: [], maxNorm: 0, isDecayed: false }], rule, settings),
    ).toThrow(RangeError);
    tf.dispose([weights, gradient]);
  });
});
