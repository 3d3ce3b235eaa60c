import { describe, expect, it } from 'vitest';
import { clippedBatches, clippedWords } from './clipped-batches.ts';

const AXIS = { scale: 'linear', ticks: [0, 0.2, 0.4] } as const;
const words = (values: number[], stepsPerEpoch = 3, ticks: readonly number[] = AXIS.ticks) => {
  const clipped = clippedBatches(Float32Array.from(values), { ...AXIS, ticks }, stepsPerEpoch);
  return clipped && clippedWords(clipped, (value) => value.toFixed(2));
};

describe('batches beyond the axis', () => {
  it('are named by the farthest of them', () => {
    expect(words([2.41, 1.2, 0.3, 0.2])).toBe('first batches up to 2.41 not shown');
    expect(words([0.12, 0.5, 0.9], 3, [0.8, 0.9, 1])).toBe('first batches down to 0.12 not shown');
  });

  it('are not called the first when later ones are among them', () => {
    expect(words([2.41, 0.3, 0.3, 0.41])).toBe('some batches up to 2.41 not shown');
    expect(words([0.01, 3, 0.1, 0.1], 1, [0.05, 0.1])).toBe('some batches down to 0.01 and up to 3.00 not shown');
  });

  it('are none when all are within, at an end or no number', () => {
    expect(words([0, 0.2, Number.NaN, Number.POSITIVE_INFINITY])).toBeUndefined();
    expect(words([])).toBeUndefined();
  });
});
