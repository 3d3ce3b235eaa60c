import { describe, expect, it } from 'vitest';
import { STUDY_NETWORK_IDS } from '../core/networks.ts';
import { matchingPreset, PRESETS } from './presets.ts';
import { DEFAULT_EXPERIMENT, experimentProblems } from './schema.ts';

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

describe('matchingPreset', () => {
  it('looks past the seed and at everything else', () => {
    expect(matchingPreset({ ...DEFAULT_EXPERIMENT, seed: 99 })?.id).toBe('first-fitting');
    expect(matchingPreset({ ...DEFAULT_EXPERIMENT, maxNorm: 3 })).toBeUndefined();
  });
});
