import { describe, expect, it } from 'vitest';
import { changeOfOptimizer, isRateLowForSgd } from './optimizer-change.ts';
import { DEFAULT_EXPERIMENT } from './schema.ts';

describe('changeOfOptimizer', () => {
  it('gives AdamW a weight decay where there is none', () => {
    expect(changeOfOptimizer(DEFAULT_EXPERIMENT, 'adamW')).toEqual({ optimizer: 'adamW', weightDecay: 0.01 });
  });

  it('leaves a weight decay that a person chose, and sets nothing else', () => {
    const decayed = { ...DEFAULT_EXPERIMENT, weightDecay: 0.2 };
    expect(changeOfOptimizer(decayed, 'adamW')).toEqual({ optimizer: 'adamW' });
    expect(changeOfOptimizer(DEFAULT_EXPERIMENT, 'momentum')).toEqual({ optimizer: 'momentum' });
  });
});

describe('isRateLowForSgd', () => {
  it('is so for the SGD family at the default learning rate only', () => {
    for (const optimizer of ['sgd', 'momentum', 'nesterov'] as const) {
      expect(isRateLowForSgd({ ...DEFAULT_EXPERIMENT, optimizer })).toBe(true);
      expect(isRateLowForSgd({ ...DEFAULT_EXPERIMENT, optimizer, learningRate: 0.01 })).toBe(false);
    }
    expect(isRateLowForSgd(DEFAULT_EXPERIMENT)).toBe(false);
  });
});
