import { describe, expect, it } from 'vitest';
import { trainingFlops } from './flops.ts';
import { type LayerSpec, resolveLayers } from './layers.ts';
import { networkLayers } from './networks.ts';

const flopsOf = (specs: readonly LayerSpec[], batch = 1): number =>
  trainingFlops(resolveLayers(specs, [4, 4, 3]), batch);

const conv: LayerSpec = { kind: 'conv2d', size: 3, filters: 5, padding: 'valid' };
const flatten: LayerSpec = { kind: 'flatten' };
const dense: LayerSpec = { kind: 'dense', units: 7, activation: 'relu' };
const pool: LayerSpec = { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' };

/** 2x2 pixels of 5 channels, each a window of 3x3x3. */
const CONV = 2 * (2 * 2 * 5) * (3 * 3 * 3);

describe('trainingFlops', () => {
  it('counts the first layer twice: its input has no gradient', () => {
    expect(flopsOf([conv])).toBe(2 * CONV);
    expect(flopsOf([pool, flatten, dense])).toBe(2 * 2 * (2 * 2 * 3) * 7);
  });

  it('counts every later one three times, and nothing for layers without a product', () => {
    expect(flopsOf([conv, pool, { kind: 'batchNorm' }, flatten, dense], 8)).toBe(8 * (2 * CONV + 3 * 2 * 5 * 7));
  });

  it('follows branches: the first product of each is first', () => {
    const narrow: LayerSpec = { kind: 'conv2d', size: 1, filters: 2, padding: 'same' };
    const branches: LayerSpec = { kind: 'branches', branches: [[narrow, narrow], [narrow]] };
    const first = 2 * 16 * 2 * 3;
    const second = 2 * 16 * 2 * 2;
    expect(flopsOf([branches])).toBe(2 * first + 3 * second + 2 * first);
    expect(flopsOf([branches, flatten, dense])).toBe(4 * first + 3 * second + 3 * 2 * (16 * 4) * 7);
  });

  it('gives 5.3 GFLOP for a step of Conv2Dsimple2', () => {
    expect(trainingFlops(networkLayers('conv2dsimple2'), 128) / 1e9).toBeCloseTo(5.27, 2);
  });

  it('gives 23.8 GFLOP for a step of Conv2Ddeep', () => {
    // Products an image: outputs of each convolution times the inputs of its window, and the dense layer.
    const first = 28 ** 2 * 32 * 9;
    const later =
      28 ** 2 * 32 * 9 * 32 +
      14 ** 2 * 64 * 9 * (32 + 64) +
      7 ** 2 * 128 * 9 * (64 + 128) +
      3 ** 2 * 192 * 9 * 128 +
      192 * 10;
    expect(trainingFlops(networkLayers('conv2ddeep'), 128)).toBe(128 * 2 * (2 * first + 3 * later));
    expect(trainingFlops(networkLayers('conv2ddeep'), 128) / 1e9).toBeCloseTo(23.84, 2);
  });
});
