import { describe, expect, it } from 'vitest';
import { NETWORK_IDS, OWN_NETWORK_ID, STUDY_NETWORK_IDS } from '../core/networks.ts';
import { matchingPreset, PRESETS, referenceRecipe } from './presets.ts';
import { DEFAULT_EXPERIMENT, experimentProblems, mostImagesBeside } from './schema.ts';

describe('presets', () => {
  it.each(PRESETS)('$id can be run', (preset) => {
    expect(experimentProblems(preset.experiment)).toEqual({});
  });

  it('have ids, names and experiments of their own', () => {
    for (const key of ['id', 'name'] as const) {
      expect(new Set(PRESETS.map((preset) => preset[key])).size).toBe(PRESETS.length);
    }
    for (const preset of PRESETS) expect(matchingPreset(preset.experiment)).toBe(preset);
  });

  it("hold the study's recipe for each of its networks", () => {
    for (const network of STUDY_NETWORK_IDS) {
      expect(PRESETS.find((preset) => preset.id === `study-${network}`)?.experiment).toMatchObject({
        network,
        trainImages: 48_000,
        epochs: 30,
        batchSize: 128,
        learningRate: 0.001,
        schedule: 'plateau',
        maxNorm: 4,
      });
    }
  });
});

describe('referenceRecipe', () => {
  it.each(NETWORK_IDS)('has one for %s that is a preset', (network) => {
    const recipe = referenceRecipe(network);
    expect(recipe.network).toBe(network);
    const own = matchingPreset(recipe)?.group === 'Beyond the original study';
    expect(own).toBe(network === OWN_NETWORK_ID);
  });

  it('trains our own network on all labelled images but those it is judged by', () => {
    const { trainImages, validationShare } = referenceRecipe(OWN_NETWORK_ID);
    expect(trainImages).toBe(mostImagesBeside(validationShare));
  });
});

describe('matchingPreset', () => {
  it('looks past the seed and at everything else', () => {
    expect(matchingPreset({ ...DEFAULT_EXPERIMENT, seed: 99 })?.id).toBe('first-fitting');
    expect(matchingPreset({ ...DEFAULT_EXPERIMENT, maxNorm: 3 })).toBeUndefined();
  });
});
