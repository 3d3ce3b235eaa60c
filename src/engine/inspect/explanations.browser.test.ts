import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IMAGE_SIDE } from '../../core/classes.ts';
import { type LayerSpec, listParameters } from '../../core/layers.ts';
import { networkLayers } from '../../core/networks.ts';
import { conv2d as referenceConv2d } from '../kernels/reference/conv2d.ts';
import { infer, inferWithGradient } from '../model/forward.ts';
import { initialWeights } from '../model/weights.ts';
import { BACKENDS, random, startBackends } from '../ops/op-testing.ts';
import { gradCam } from './grad-cam.ts';
import { type HandMade, handMade, picture, withoutLeak } from './inspect-testing.ts';
import { occlusion } from './occlusion.ts';

/** Grad-CAM and occlusion on networks whose answer is known by construction. */

beforeAll(startBackends);

const HALF = IMAGE_SIDE / 2;

const LOGITS: LayerSpec = { kind: 'dense', units: 10, activation: 'linear' };
const CONVOLUTION: LayerSpec = { kind: 'conv2d', size: 3, filters: 2, padding: 'same' };
const POOL: LayerSpec = { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' };

/** Vertical stripes in the top right quadrant, horizontal ones elsewhere. */
const STRIPES = picture((row, column) => (isTopRight(row, column) ? column % 2 : row % 2) * 200);

function isTopRight(row: number, column: number): boolean {
  return row < HALF && column >= HALF;
}

/** Answers vertical lines; the other filter answers horizontal ones. [3, 3, 1, 2] */
function lineFilters(place: number): number {
  const tap = Math.floor(place / 2);
  const across = place % 2 === 0 ? tap % 3 : Math.floor(tap / 3);
  return across === 1 ? 2 : -1;
}

const VERTICAL = 3;
const HORIZONTAL = 5;
const GAMMA = 3;

/** Class 3 counts vertical lines, class 5 horizontal ones, wherever they are; the others count nothing. */
function lineNetwork(): HandMade {
  return handMade(
    [CONVOLUTION, { kind: 'batchNorm' }, POOL, { kind: 'dropout', rate: 0.5 }, { kind: 'flatten' }, LOGITS],
    (name, place) => {
      if (name === '0.kernel') return lineFilters(place);
      if (name === '1.gamma') return GAMMA;
      if (name === '1.movingMean') return 0.25;
      if (name === '1.movingVariance') return 4 - 0.001;
      if (name !== '5.kernel') return 0;
      const channel = Math.floor(place / 10) % 2;
      return place % 10 === [VERTICAL, HORIZONTAL][channel] ? 0.01 : 0;
    },
  );
}

describe.each(BACKENDS)('on %s', (backend) => {
  let network: HandMade | undefined;
  beforeEach(async () => {
    await tf.setBackend(backend);
  });
  afterEach(() => network?.weights.dispose());

  it('Grad-CAM lies on the lines a class counts, with the values of its formula', async () => {
    const lines = lineNetwork();
    network = lines;
    for (const label of [VERTICAL, HORIZONTAL]) {
      const map = await withoutLeak(() => gradCam(lines, STRIPES, label));
      expect(map).toMatchObject({ label, layerId: '0', height: IMAGE_SIDE, width: IMAGE_SIDE });
      const shape = { batch: 1, height: 28, width: 28, inputChannels: 1, outputChannels: 2, size: 3, padding: 'same' };
      const maps = referenceConv2d(
        Array.from(STRIPES, (byte) => byte / 255),
        lines.values.get('0.kernel') ?? [],
        [0, 0],
        shape as Parameters<typeof referenceConv2d>[3],
        true,
      );
      // Each of 14 * 14 pooling windows hands its gradient, 0.01 * gamma / sqrt(4), to one of 28 * 28 places.
      const weight = (0.25 * 0.01 * GAMMA) / 2;
      const channel = label === VERTICAL ? 0 : 1;
      let within = 0;
      let without = 0;
      for (const [place, value] of map?.values.entries() ?? []) {
        expect(value).toBeCloseTo(weight * (maps[2 * place + channel] ?? Number.NaN), 5);
        const [row, column] = [Math.floor(place / IMAGE_SIDE), place % IMAGE_SIDE];
        // Where the two kinds of stripes, or the image and its edge, meet, both filters answer.
        const isAtSeam = [row, column].some((side) => [0, HALF - 1, HALF, IMAGE_SIDE - 1].includes(side));
        if (isAtSeam) continue;
        if (isTopRight(row, column) === (label === VERTICAL)) within += value;
        else without += value;
      }
      expect(within).toBeGreaterThan(0);
      expect(without).toBe(0);
    }
  });

  it('Grad-CAM asks about the class that is answered when none is chosen', async () => {
    network = lineNetwork();
    const lines = network;
    // Three quadrants of horizontal lines.
    expect(await gradCam(lines, STRIPES, undefined)).toEqual(await gradCam(lines, STRIPES, HORIZONTAL));
  });

  it('Grad-CAM has nothing to say of a network without a convolution', async () => {
    network = handMade([{ kind: 'flatten' }, LOGITS], () => 0);
    expect(await gradCam(network, STRIPES, 0)).toBeUndefined();
  });

  it.each([0, 128])('occlusion by byte %s costs the class where it looks, and nothing elsewhere', async (patch) => {
    const LABEL = 7;
    // The maps are the image; class 7 adds up the top right quadrant.
    const looking = handMade([CONVOLUTION, { kind: 'flatten' }, LOGITS], (name, place) => {
      if (name === '0.kernel') return place === 8 ? 1 : 0;
      if (name !== '2.kernel' || place % 10 !== LABEL) return 0;
      const input = Math.floor(place / 10);
      const pixel = Math.floor(input / 2);
      return input % 2 === 0 && isTopRight(Math.floor(pixel / IMAGE_SIDE), pixel % IMAGE_SIDE) ? 0.02 : 0;
    });
    network = looking;
    const grey = picture(() => 200);
    const map = await withoutLeak(() => occlusion(looking, grey, undefined, patch));
    expect(map).toMatchObject({ label: LABEL, side: HALF });
    expect(map.losses).toHaveLength(HALF * HALF);
    const score = 0.02 * HALF * HALF * (200 / 255);
    expect(map.probability).toBeCloseTo(Math.exp(score) / (Math.exp(score) + 9), 5);
    for (const [place, loss] of map.losses.entries()) {
      const [row, column] = [Math.floor(place / HALF), place % HALF];
      // Patch pixels within the quadrant: 5 a side, fewer at its edges.
      const rows = overlap(2 * row + 1, 0, HALF);
      const columns = overlap(2 * column + 1, HALF, IMAGE_SIDE);
      const hidden = score - 0.02 * rows * columns * ((200 - patch) / 255);
      const expected = map.probability - Math.exp(hidden) / (Math.exp(hidden) + 9);
      expect(loss, `at place ${row}, ${column}`).toBeCloseTo(expected, 5);
      expect(loss > 1e-6).toBe(rows * columns > 0);
    }
  });

  it('the gradient in inference mode is the slope of the score', async () => {
    const layers = networkLayers('conv2dsimple').slice(1);
    const weights = initialWeights(listParameters(networkLayers('conv2dsimple')), 5);
    for (const name of ['3.gamma', '3.beta', '3.movingMean']) weights.set(name, tf.tensor1d(random([32])));
    weights.set('3.movingVariance', tf.tensor1d(random([32], 0.5)));
    const x = tf.tensor4d(random([1, 28, 28, 16], 0), [1, 28, 28, 16]);
    const direction = tf.tensor4d(random([1, 28, 28, 16]), [1, 28, 28, 16]);
    const { dx, slope } = await withoutLeak(async () => {
      const { backward } = inferWithGradient(layers, weights, x);
      const chosen = tf.tensor2d([[0, 0, 0, 0, 1, 0, 0, 0, 0, 0]]);
      const gradient = backward(chosen, true);
      if (gradient === undefined) throw new Error('no gradient');
      const along = tf.tidy(() => tf.sum(tf.mul(gradient, direction)));
      const [value = Number.NaN] = await along.data();
      const step = 1e-4;
      const scoreAt = async (distance: number): Promise<number> => {
        const moved = tf.tidy(() => tf.add(x, tf.mul(direction, distance)));
        const logits = infer(layers, weights, moved);
        const score = (await logits.data())[4] ?? Number.NaN;
        tf.dispose([moved, logits]);
        return score;
      };
      const difference = (await scoreAt(step)) - (await scoreAt(-step));
      tf.dispose([chosen, gradient, along]);
      return { dx: value, slope: difference / (2 * step) };
    });
    tf.dispose([x, direction]);
    weights.dispose();
    expect(Math.abs(slope)).toBeGreaterThan(0.1);
    expect(dx / slope).toBeCloseTo(1, 1);
  });
});

/** Pixels of a patch side around `centre` that lie in first..end. */
function overlap(centre: number, first: number, end: number): number {
  return Math.max(0, Math.min(end, centre + 3) - Math.max(first, centre - 2));
}
