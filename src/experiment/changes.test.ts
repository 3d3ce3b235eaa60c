import { describe, expect, it } from 'vitest';
import { experimentChanges } from './changes.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from './schema.ts';

function changes(to: Partial<Experiment>, from: Partial<Experiment> = {}): string[] {
  return experimentChanges({ ...DEFAULT_EXPERIMENT, ...from }, { ...DEFAULT_EXPERIMENT, ...to }).map(
    (change) => `${change.label}: ${change.from} → ${change.to}`,
  );
}

/** All classes alike but Shirt, the seventh. */
const SHIRT_3 = [1, 1, 1, 1, 1, 1, 3, 1, 1, 1];

describe('experimentChanges', () => {
  it('finds none between an experiment and itself', () => {
    expect(changes({})).toEqual([]);
    expect(changes({ classWeights: [...SHIRT_3] }, { classWeights: SHIRT_3 })).toEqual([]);
  });

  it('names a setting by its field', () => {
    expect(experimentChanges(DEFAULT_EXPERIMENT, { ...DEFAULT_EXPERIMENT, learningRate: 0.01 })).toEqual([
      { name: 'learningRate', label: 'Learning rate', from: '0.001', to: '0.01' },
    ]);
  });

  it.each<[Partial<Experiment>, string]>([
    [{ trainImages: 500 }, 'Training images: 12,000 → 500'],
    [{ validationShare: 0.07 }, 'Validation share: 20% → 7%'],
    [{ labelNoise: 0.4 }, 'Label noise: off → 40%'],
    [{ shift: 2 }, 'Shift: off → 2 px'],
    [{ rotation: 15 }, 'Rotation: off → 15°'],
    [{ flip: true }, 'Flip: off → on'],
    [{ pixelScaling: 'standardise' }, 'Pixels: Scaled to 0..1 → Standardised'],
    [{ learningRate: 5e-5 }, 'Learning rate: 0.001 → 0.00005'],
    [{ epsilon: 1e-9 }, 'Epsilon: 1e-7 → 1e-9'],
    [{ dropoutScale: 0 }, 'Dropout: ×1 → off'],
    [{ dropoutScale: 1.5 }, 'Dropout: ×1 → ×1.5'],
    [{ maxNorm: 0 }, 'Max-norm: 4 → off'],
    [{ earlyStoppingPatience: 1 }, 'Early stopping: off → 1 epoch'],
    [{ earlyStoppingPatience: 3 }, 'Early stopping: off → 3 epochs'],
    [{ judge: 'loss' }, 'Best epoch by: Validation accuracy → Validation loss'],
    [{ seed: 12_345 }, 'Seed: 1 → 12345'],
    [{ classWeights: SHIRT_3 }, 'Class weights: all 1 → Shirt 3'],
  ])('puts %j into words', (change, words) => {
    expect(changes(change)).toEqual([words]);
  });

  it('leaves out what has no effect in either, and says where it has none in one', () => {
    // Adam has no momentum.
    expect(changes({ momentum: 0.5 })).toEqual([]);
    // Its value is the same: the optimiser says it all.
    expect(changes({ optimizer: 'momentum' })).toEqual(['Optimiser: Adam → SGD with momentum']);
    expect(changes({ optimizer: 'momentum', momentum: 0.99 })).toEqual([
      'Optimiser: Adam → SGD with momentum',
      'Momentum: not used → 0.99',
    ]);
    expect(changes({ schedule: 'cosine' }, { schedule: 'plateau', plateauPatience: 5 })).toEqual([
      'Schedule: Reduce on plateau → Cosine',
      'Plateau patience: 5 epochs → not used',
    ]);
  });
});
