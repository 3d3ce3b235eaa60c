import { describe, expect, it } from 'vitest';
import { GROUPS } from '../experiment/fields.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import { groupSummary } from './group-summary.ts';

const summaryOf = (group: (typeof GROUPS)[number], change: Partial<Experiment>): string =>
  groupSummary(group, { ...DEFAULT_EXPERIMENT, ...change });

describe('groupSummary', () => {
  it('says what the default experiment is', () => {
    expect(GROUPS.map((group) => groupSummary(group, DEFAULT_EXPERIMENT))).toEqual([
      '20% validation',
      'none',
      'Adam, 0.001, batch 128',
      'constant',
      'dropout ×1, max-norm 4',
      'best by accuracy, no early stop',
    ]);
  });

  it('names what is switched on and leaves out what is off', () => {
    expect(summaryOf('data', { labelNoise: 0.4, pixelScaling: 'standardise' })).toBe(
      '20% validation, standardised, 40% wrong labels',
    );
    expect(summaryOf('augmentation', { flip: true, shift: 2, rotation: 10 })).toBe('flip, shift 2 px, rotation 10°');
    expect(summaryOf('regularisation', { dropoutScale: 0, maxNorm: 0 })).toBe('none');
    expect(
      summaryOf('regularisation', {
        dropoutScale: 0,
        weightDecay: 0.01,
        classWeights: DEFAULT_EXPERIMENT.classWeights.with(6, 3),
      }),
    ).toBe('max-norm 4, decay 0.01, class weights');
    expect(summaryOf('stopping', { earlyStoppingPatience: 1, judge: 'loss' })).toBe(
      'stops after 1 epoch, best by loss',
    );
    expect(summaryOf('stopping', { validationShare: 0 })).toBe('no early stop');
  });

  it('says a schedule with its own numbers, and its warm-up', () => {
    expect(summaryOf('schedule', { schedule: 'cosine', warmupEpochs: 1 })).toBe('cosine, 1 epoch warm-up');
    expect(summaryOf('schedule', { schedule: 'step' })).toBe('×0.5 every 5 epochs');
    expect(summaryOf('schedule', { schedule: 'plateau' })).toBe('×0.5 after a 2-epoch plateau');
    expect(summaryOf('schedule', { schedule: 'oneCycle', warmupEpochs: 3 })).toBe('one cycle');
  });

  it('has a dash for a number that is being typed', () => {
    expect(summaryOf('optimiser', { learningRate: Number.NaN })).toBe('Adam, –, batch 128');
  });
});
