import { describe, expect, it } from 'vitest';
import { networkLayers } from '../../core/networks.ts';
import type { FeatureMaps } from '../../state/room-state.ts';
import { deadUnitsText, filtersText, mapsText, valueText } from './layer-sentences.ts';

const [convolution, , pool] = networkLayers('conv2dsimple');
const MAPS: FeatureMaps = {
  height: 28,
  width: 28,
  total: 128,
  shown: 64,
  bytes: new Uint8Array(),
  lowest: 0,
  highest: 2.3456,
};

describe('sentences of a layer', () => {
  it('count the units that are never active, and say on how many images', () => {
    if (convolution === undefined || pool === undefined) throw new Error('no layers');
    expect(deadUnitsText(convolution, { id: '0', deadUnits: 12 }, 200)).toBe('12 of 16 are never active on 200 images');
    expect(deadUnitsText(convolution, { id: '0', deadUnits: 0 }, 200)).toBe('All 16 units are active on 200 images');
    expect(deadUnitsText(convolution, { id: '0', deadUnits: 0 }, 0)).toBeUndefined();
    expect(deadUnitsText(pool, { id: '2' }, 200)).toBeUndefined();
  });

  it('say how many maps there are when not all are shown', () => {
    expect(mapsText({ id: '0', maps: MAPS })).toBe('The first 64 of 128 feature maps; black 0, white 2.35');
    const units = { ...MAPS, height: 1, width: 1, total: 10, shown: 10, lowest: -1.5 };
    expect(mapsText({ id: '0', maps: units })).toBe('10 units; black −1.5, white 2.35');
    expect(mapsText({ id: '0' })).toBeUndefined();
  });

  it('say what is drawn of a filter', () => {
    const filters = { size: 3, total: 32, shown: 32, values: new Float32Array() };
    expect(filtersText({ ...filters, reading: 'weights' })).toContain('32 filters, 3×3 weights');
    expect(filtersText({ ...filters, reading: 'rootMeanSquare' })).toContain('root mean square');
  });

  it('write values of any size in a few characters', () => {
    expect([0, 0.03123, 4.714, 1234.5, 12_345, 0.00012, Number.NaN].map(valueText)).toEqual([
      '0',
      '0.0312',
      '4.71',
      '1230',
      '1.2e+4',
      '1.2e−4',
      'not a number',
    ]);
  });
});
