import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { listParameters, resolveLayers, shapeSize } from '../../core/layers.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import { labelTensor } from '../data/batch.ts';
import { infer } from '../model/forward.ts';
import { Weights } from '../model/weights.ts';
import { BACKENDS, startBackends } from '../ops/op-testing.ts';
import { Optimizer } from './optimizer.ts';
import { recipeOf, updateRuleOf } from './recipe.ts';
import { trainStep } from './step.ts';

/** Three steps from one start end where Keras' three steps end, with its RMSProp and its start of the moving averages. */

beforeAll(startBackends);

const SIDE = 8;
const IMAGES = 16;
const LAYERS = resolveLayers(
  [
    { kind: 'conv2d', size: 3, filters: 4, padding: 'same' },
    { kind: 'batchNorm' },
    { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' },
    { kind: 'flatten' },
    { kind: 'dense', units: 10, activation: 'linear' },
  ],
  [SIDE, SIDE, 1],
);
const PARAMETERS = listParameters(LAYERS);

const waves = (length: number, salt: number, scale: number): number[] =>
  Array.from({ length }, (_, index) => scale * Math.sin(0.7 * index + salt));

const START: Readonly<Record<string, readonly number[]>> = {
  '0.kernel': waves(36, 1, 0.5),
  '0.bias': new Array<number>(4).fill(0.3),
  '1.gamma': new Array<number>(4).fill(1),
  '1.beta': new Array<number>(4).fill(0),
  '1.movingMean': new Array<number>(4).fill(0),
  '1.movingVariance': new Array<number>(4).fill(1),
  '4.kernel': waves(640, 2, 0.2),
  '4.bias': waves(10, 3, 0.1),
};

/**
 * The first numbers of each tensor after three full-batch steps by Keras 3.15.1 (on TensorFlow 2.21, float64) with
 * `RMSprop(0.01)`, sparse categorical cross-entropy from logits and `BatchNormalization()`, and how far all of it moved.
 */
const AFTER: Readonly<Record<string, { readonly moved: number; readonly first: readonly number[] }>> = {
  '0.kernel': {
    moved: 0.2755270869,
    first: [
      0.39945119, 0.45916843, 0.40816929, 0.07092877, -0.33575825, -0.53747835, -0.37899234, -0.11746182, 0.09870464,
      0.43333015,
    ],
  },
  '0.bias': { moved: 0.1009553708, first: [0.34198627, 0.36278741, 0.2558276, 0.35035553] },
  '1.gamma': { moved: 0.1419144802, first: [0.92356468, 0.92838059, 0.92508789, 0.94036614] },
  '1.beta': { moved: 0.163987393, first: [-0.08605269, -0.08723093, -0.08547208, -0.06761722] },
  '1.movingMean': { moved: 0.0195400761, first: [0.00933362, 0.00889835, 0.00964559, 0.01106707] },
  '1.movingVariance': { moved: 0.0566472608, first: [0.97123986, 0.97082301, 0.97216594, 0.97250937] },
  '4.kernel': {
    moved: 0.8514503586,
    first: [
      0.20876317, 0.02469627, -0.02195696, -0.14942258, -0.18917177, -0.1130758, -0.00624395, 0.1221246, 0.19458319,
      0.18025665,
    ],
  },
  '4.bias': {
    moved: 0.0778543888,
    first: [
      -0.01628135, -0.01790364, -0.0583655, -0.06312212, -0.01369681, 0.0407195, 0.08033609, 0.09281024, 0.06234861,
      0.00415452,
    ],
  },
};
const LOSSES = [2.445156208, 2.397444635, 2.232492925];
/** Of the first two images, in inference mode. */
const LOGITS = [
  0.038713, -0.0483728, 0.6323825, 0.511958, 0.6326153, 0.509688, 0.1384534, -0.0095659, -0.1123554, -0.1688154,
  -0.0867919, 0.3684595, 0.4878688, 0.5005993, 0.5696725, 0.4261308, 0.1140974, 0.0167331, -0.0518318, -0.0738543,
];

function distance(one: ArrayLike<number>, other: readonly number[]): number {
  return Math.hypot(...other.map((value, index) => (one[index] ?? Number.NaN) - value));
}

describe.each(BACKENDS)('on %s', (backend) => {
  it('RMSProp and batch normalisation as in Keras end where Keras does', async () => {
    await tf.setBackend(backend);
    const weights = new Weights();
    for (const { name, shape } of PARAMETERS) {
      expect(START[name], name).toHaveLength(shapeSize(shape));
      weights.set(name, tf.tensor([...(START[name] ?? [])], [...shape]));
    }
    const experiment = { ...DEFAULT_EXPERIMENT, optimizer: 'rmsProp', batchNormStart: 'keras', maxNorm: 0 } as const;
    const optimizer = new Optimizer(PARAMETERS, weights, { rule: updateRuleOf(experiment), maxNorm: 0 });
    const pixels = Array.from({ length: IMAGES * SIDE * SIDE }, (_, index) => {
      const image = Math.floor(index / (SIDE * SIDE));
      return 0.5 + 0.5 * Math.sin(0.37 * index + 0.1 * image ** 2);
    });
    const batch = {
      images: tf.tensor4d(pixels, [IMAGES, SIDE, SIDE, 1]),
      labels: labelTensor(Uint8Array.from({ length: IMAGES }, (_, image) => image % 10)),
    };
    for (const [step, loss] of LOSSES.entries()) {
      const settings = { ...recipeOf(experiment), step, learningRate: 0.01, dropoutScale: 1, weightDecay: 0 };
      const metrics = trainStep(LAYERS, weights, optimizer, batch, settings);
      expect((await metrics.data())[0]).toBeCloseTo(loss, 5);
      metrics.dispose();
    }
    for (const [name, { moved, first }] of Object.entries(AFTER)) {
      const values = await weights.get(name).data();
      expect(distance(values, first) / moved, name).toBeLessThan(1e-3);
      expect(distance(values, START[name] ?? []) / moved, name).toBeCloseTo(1, 3);
    }
    const logits = infer(LAYERS, weights, batch.images);
    expect(distance(await logits.data(), LOGITS)).toBeLessThan(1e-4);
    tf.dispose([batch.images, batch.labels, logits]);
    weights.dispose();
    optimizer.dispose();
  });
});
