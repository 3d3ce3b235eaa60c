import { describe, expect, it } from 'vitest';
import { SCHEDULES } from '../core/schedule.ts';
import { GROUPS, OPTIMIZERS } from '../experiment/fields.ts';
import { isRelevant } from '../experiment/relevance.ts';
import { DEFAULT_EXPERIMENT, SETTING_NAMES } from '../experiment/schema.ts';
import { isChanged, settingsShown, TOP_NUMBERS } from './setting-groups.ts';

describe('settingsShown', () => {
  it('has a place for every setting that has an effect, and one only', () => {
    for (const optimizer of OPTIMIZERS) {
      for (const schedule of SCHEDULES) {
        const draft = { ...DEFAULT_EXPERIMENT, optimizer, schedule };
        const shown = ['network', ...TOP_NUMBERS, ...GROUPS.flatMap((group) => settingsShown(group, draft, {}))];
        expect(shown.sort()).toEqual(SETTING_NAMES.filter((name) => isRelevant(name, draft)).sort());
      }
    }
  });

  it('shows what belongs to the chosen optimiser', () => {
    expect(settingsShown('optimiser', DEFAULT_EXPERIMENT, {})).toEqual(['optimizer', 'beta1', 'beta2', 'epsilon']);
    expect(settingsShown('optimiser', { ...DEFAULT_EXPERIMENT, optimizer: 'nesterov' }, {})).toEqual([
      'optimizer',
      'momentum',
    ]);
  });

  it('shows a setting without effect while something is wrong with it', () => {
    expect(settingsShown('optimiser', DEFAULT_EXPERIMENT, { momentum: 'wrong' })).toContain('momentum');
  });
});

describe('isChanged', () => {
  it('compares with the defaults, class weights one by one', () => {
    const heavy = { ...DEFAULT_EXPERIMENT, classWeights: DEFAULT_EXPERIMENT.classWeights.with(6, 3) };
    expect(isChanged(['l2', 'classWeights'], heavy)).toBe(true);
    expect(isChanged(['l2'], heavy)).toBe(false);
    expect(
      isChanged(SETTING_NAMES, { ...DEFAULT_EXPERIMENT, classWeights: [...DEFAULT_EXPERIMENT.classWeights] }),
    ).toBe(false);
  });
});
