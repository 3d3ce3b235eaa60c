import { describe, expect, it } from 'vitest';
import { countParameters } from '../core/layers.ts';
import { NETWORK_IDS, networkLayers } from '../core/networks.ts';
import { layerName, ownParameters, shapeWords } from './layer-words.ts';

describe('the words of the layer diagram', () => {
  it('names layers with their output shapes', () => {
    const layers = networkLayers('conv2dsimple2');
    expect(layers.slice(0, 3).map(layerName)).toEqual(['Conv 1×1', 'Conv 3×3', 'Max pool 2×2']);
    expect(layers.slice(0, 3).map(shapeWords)).toEqual(['28×28×16', '28×28×32', '14×14×32']);
  });

  it.each(NETWORK_IDS)('lists parameters that add up to those of %s', (id) => {
    const layers = networkLayers(id);
    const all = layers.flatMap((layer) => [layer, ...layer.branches.flat()]);
    expect(all.reduce((sum, layer) => sum + ownParameters(layer), 0)).toBe(countParameters(layers));
  });
});
