import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LayerSpec } from '../../core/layers.ts';
import type { FeatureMaps } from '../../protocol/inspection.ts';
import { batchNormInference } from '../kernels/reference/batch-norm.ts';
import { conv2d } from '../kernels/reference/conv2d.ts';
import { dense } from '../kernels/reference/dense.ts';
import { maxPool } from '../kernels/reference/max-pool.ts';
import { BATCH_NORM_EPSILON } from '../ops/batch-norm.ts';
import { BACKENDS, random, startBackends } from '../ops/op-testing.ts';
import { deadUnits } from './dead-units.ts';
import { activations } from './feature-maps.ts';
import { readFilters } from './filters.ts';
import { type HandMade, handMade, picture, withoutLeak } from './inspect-testing.ts';
import { imageTensor } from './inspected.ts';
import { readNorms, squaresOf } from './norms.ts';
import { predict } from './predict.ts';

/** What is shown of the layers, against the plain reference kernels and hand-made weights. */

beforeAll(startBackends);

const conv = (size: number, filters: number): LayerSpec => ({ kind: 'conv2d', size, filters, padding: 'same' });
const LOGITS: LayerSpec = { kind: 'dense', units: 10, activation: 'linear' };
const IMAGE = picture((row, column) => (row * 37 + column * 11) % 256);

/** Every kind of layer there is. */
const SPECS: readonly LayerSpec[] = [
  { kind: 'branches', branches: [[conv(1, 2), conv(3, 3)], [conv(5, 66)]] },
  { kind: 'maxPool', size: 4, stride: 4, padding: 'valid' },
  { kind: 'batchNorm' },
  { kind: 'dropout', rate: 0.5 },
  { kind: 'flatten' },
  { kind: 'dense', units: 6, activation: 'relu' },
  LOGITS,
];

type Values = ArrayLike<number>;

/** Every layer's output by the reference kernels // [height, width, channels] */
function referenceOutputs({ values }: HandMade): Record<string, Values> {
  const of = (name: string): Values => values.get(name) ?? [];
  const convolve = (x: Values, id: string, size: number, inputChannels: number, outputChannels: number): Values => {
    const shape = { batch: 1, height: 28, width: 28, inputChannels, outputChannels, size, padding: 'same' } as const;
    return conv2d(x, of(`${id}.kernel`), of(`${id}.bias`), shape as Parameters<typeof conv2d>[3], true);
  };
  const x = Array.from(IMAGE, (byte) => byte / 255);
  const first = convolve(x, '0.0.0', 1, 1, 2);
  const [left, right] = [convolve(first, '0.0.1', 3, 2, 3), convolve(x, '0.1.0', 5, 1, 66)];
  const joined = Array.from({ length: 28 * 28 * 69 }, (_, index) => {
    const [place, channel] = [Math.floor(index / 69), index % 69];
    return channel < 3 ? (left[place * 3 + channel] ?? 0) : (right[place * 66 + channel - 3] ?? 0);
  });
  const pooling = { batch: 1, height: 28, width: 28, channels: 69, size: 4, stride: 4, padding: 'valid' } as const;
  const pooled = maxPool(joined, pooling);
  const moments = [of('2.gamma'), of('2.beta'), of('2.movingMean'), of('2.movingVariance')] as const;
  const normalised = batchNormInference(pooled, ...moments, { rows: 49, channels: 69 }, BATCH_NORM_EPSILON);
  const flat = { batch: 1, inputs: 49 * 69, outputs: 6 };
  const hidden = dense(normalised, of('5.kernel'), of('5.bias'), flat, true);
  const logits = dense(hidden, of('6.kernel'), of('6.bias'), { batch: 1, inputs: 6, outputs: 10 }, false);
  return { '0.0.0': first, '0.0.1': left, '0.1.0': right, '1': pooled, '2': normalised, '5': hidden, '6': logits };
}

/** The values a byte of a map stands for, beside the reference's, within half a byte's step. */
function expectMaps(maps: FeatureMaps | undefined, expected: Values, id: string): void {
  if (maps === undefined) throw new Error(`layer ${id} has no maps`);
  const { height, width, total, shown, bytes, lowest, highest } = maps;
  const all = Array.from(expected);
  expect(total * height * width, id).toBe(all.length);
  expect(bytes).toHaveLength(shown * height * width);
  const step = (Math.max(...all) - Math.min(...all)) / 255;
  expect(lowest, id).toBeCloseTo(Math.min(...all), 3);
  expect(highest, id).toBeCloseTo(Math.max(...all), 3);
  for (const [index, byte] of bytes.entries()) {
    const [map, place] = [Math.floor(index / (height * width)), index % (height * width)];
    const error = Math.abs(lowest + byte * step - (all[place * total + map] ?? Number.NaN));
    expect(error, `${id} at ${index}`).toBeLessThan(step * 0.51 + 1e-4);
  }
}

describe.each(BACKENDS)('on %s', (backend) => {
  let network: HandMade | undefined;
  const make = (...made: Parameters<typeof handMade>): HandMade => {
    network = handMade(...made);
    return network;
  };
  beforeEach(async () => {
    await tf.setBackend(backend);
  });
  afterEach(() => network?.weights.dispose());

  it('feature maps and probabilities are those of a plain forward pass', async () => {
    const drawn = random([100_000], -0.2);
    let next = 0;
    const shown = make(
      SPECS,
      (name) => Math.abs(drawn[next++ % drawn.length] ?? 0) + (name === '2.movingVariance' ? 0.5 : -0.4),
    );
    const { maps, probabilities } = await withoutLeak(() => activations(shown, IMAGE));
    const expected = referenceOutputs(shown);
    expect([...maps.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [id, values] of Object.entries(expected)) expectMaps(maps.get(id), values, id);
    expect(maps.get('0.1.0')).toMatchObject({ total: 66, shown: 64, height: 28, width: 28 });
    expect(maps.get('5')).toMatchObject({ total: 6, shown: 6, height: 1, width: 1 });
    const exponentials = Array.from(expected['6'] ?? [], (score) => Math.exp(score));
    const sum = exponentials.reduce((total, value) => total + value, 0);
    for (const [label, value] of probabilities.entries())
      expect(value).toBeCloseTo((exponentials[label] ?? 0) / sum, 3);
    expect(await withoutLeak(() => predict(shown, IMAGE))).toEqual(probabilities);
  });

  it('a unit is dead when it is 0 everywhere on every image', async () => {
    // Filter 0 of the first passes pixels on above 0.9, filter 1 nothing; unit 2 of the dense layer is held at 0.
    const shown = make(
      [
        { kind: 'branches', branches: [[conv(1, 2)], [conv(1, 1)]] },
        { kind: 'flatten' },
        { kind: 'dense', units: 3, activation: 'relu' },
        LOGITS,
      ],
      (name, place) => {
        if (name === '0.0.0.bias') return place === 0 ? -0.9 : -1.1;
        if (name === '0.1.0.bias') return -2;
        if (name === '2.bias') return place === 2 ? -1 : 1;
        return name.startsWith('0.') ? 1 : 0;
      },
    );
    const dark = picture(() => 100);
    // Bright at a single pixel of the last image.
    const lit = picture((row, column) => (row === 27 && column === 27 ? 255 : 0));
    const count = (images: readonly Uint8Array[]): Promise<ReadonlyMap<string, number>> =>
      withoutLeak(async () => {
        const x = imageTensor(Uint8Array.from(images.flatMap((image) => [...image])), 'unit');
        const counts = await deadUnits(shown, x);
        x.dispose();
        return counts;
      });
    expect(Object.fromEntries(await count([dark, dark, lit]))).toEqual({ '0.0.0': 1, '0.1.0': 1, '2': 1 });
    expect(Object.fromEntries(await count([dark, dark]))).toEqual({ '0.0.0': 2, '0.1.0': 1, '2': 1 });
  });

  it('filters of one input are their weights, of several the root mean square over the inputs', async () => {
    const shown = make([conv(3, 2), conv(1, 70), { kind: 'flatten' }, LOGITS], (name, place) => {
      if (name === '0.kernel') return place - 9;
      // [1, 1, 2, 70]: 3 and -4 for every filter, which would cancel to almost nothing in a mean.
      return name === '1.kernel' ? (place < 70 ? 3 : -4) : 0;
    });
    const filters = await withoutLeak(() => readFilters(shown.layers, shown.weights));
    expect([...filters.keys()]).toEqual(['0', '1']);
    expect(filters.get('0')).toMatchObject({ size: 3, total: 2, shown: 2, reading: 'weights' });
    expect([...(filters.get('0')?.values ?? [])]).toEqual([
      ...[-9, -7, -5, -3, -1, 1, 3, 5, 7],
      ...[-8, -6, -4, -2, 0, 2, 4, 6, 8],
    ]);
    expect(filters.get('1')).toMatchObject({ size: 1, total: 70, shown: 64, reading: 'rootMeanSquare' });
    for (const value of filters.get('1')?.values ?? []) expect(value).toBeCloseTo(Math.sqrt(12.5), 5);
  });

  it('norms are those of all parameters of a layer together, also of millions of small ones', async () => {
    const shown = make([conv(1, 2), { kind: 'flatten' }, LOGITS], () => 0);
    const norms = await withoutLeak(() => {
      const tensors: [string, tf.Tensor][] = [
        ['0.kernel', tf.tensor([3, 0], [1, 1, 1, 2])],
        ['0.bias', tf.tensor1d([-4, 12])],
        ['2.kernel', tf.fill([2048, 2048], 0.1)],
      ];
      const squares = squaresOf(tensors);
      for (const [, tensor] of tensors) tensor.dispose();
      return readNorms(shown.layers, squares);
    });
    expect(norms.get('0')).toBeCloseTo(13, 5);
    expect(norms.get('1')).toBeUndefined();
    expect((norms.get('2') ?? 0) / 204.8).toBeCloseTo(1, 4);
  });
});
