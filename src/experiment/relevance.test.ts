import { describe, expect, it } from 'vitest';
import { isRelevant } from './relevance.ts';
import { DEFAULT_EXPERIMENT, type Experiment, SETTING_NAMES, type SettingName } from './schema.ts';

/** The settings that have an effect beside a change but none in the default experiment, and the other way round. */
function differenceBy(change: Partial<Experiment>): { appear: SettingName[]; vanish: SettingName[] } {
  const changed = { ...DEFAULT_EXPERIMENT, ...change };
  const before = (name: SettingName): boolean => isRelevant(name, DEFAULT_EXPERIMENT);
  const after = (name: SettingName): boolean => isRelevant(name, changed);
  return {
    appear: SETTING_NAMES.filter((name) => after(name) && !before(name)).sort(),
    vanish: SETTING_NAMES.filter((name) => before(name) && !after(name)).sort(),
  };
}

describe('isRelevant', () => {
  it.each<[Experiment['optimizer'], SettingName[], SettingName[]]>([
    ['sgd', [], ['beta1', 'beta2', 'epsilon']],
    ['momentum', ['momentum'], ['beta1', 'beta2', 'epsilon']],
    ['nesterov', ['momentum'], ['beta1', 'beta2', 'epsilon']],
    ['rmsProp', ['rho'], ['beta1', 'beta2']],
    ['rmsPropOutside', ['rho'], ['beta1', 'beta2']],
    ['adamW', [], []],
  ])('goes by the optimiser: %s', (optimizer, appear, vanish) => {
    expect(differenceBy({ optimizer })).toEqual({ appear, vanish });
  });

  it.each<[Experiment['schedule'], SettingName[], SettingName[]]>([
    ['step', ['stepEpochs', 'stepFactor'], []],
    ['exponential', ['exponentialFactor'], []],
    ['cosine', ['cosineFloor'], []],
    ['oneCycle', ['cyclePeak'], ['warmupEpochs']],
    ['plateau', ['plateauFactor', 'plateauFloor', 'plateauPatience'], []],
  ])('goes by the schedule: %s', (schedule, appear, vanish) => {
    expect(differenceBy({ schedule })).toEqual({ appear, vanish });
  });

  it('needs batch normalisation for a start of its averages', () => {
    expect(differenceBy({ network: 'inceptioncnn' })).toEqual({ appear: [], vanish: ['batchNormStart'] });
  });

  it('needs validation images for a best epoch', () => {
    expect(differenceBy({ validationShare: 0 })).toEqual({ appear: [], vanish: ['judge'] });
  });
});
