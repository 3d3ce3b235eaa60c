import { describe, expect, it } from 'vitest';
import { smoothSeries } from './smoothing.ts';

describe('smoothSeries', () => {
  /** The same average in its closed form: older values weigh less, by a power of the weight. */
  function weightedMean(values: readonly number[], weight: number): number {
    const weights = values.map((_, index) => weight ** (values.length - 1 - index));
    const total = weights.reduce((sum, each) => sum + each, 0);
    return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total;
  }

  it.each([0.5, 0.9, 0.98])('is the mean of all values so far, older ones weighing less, at %d', (weight) => {
    const values = [2.3, 1.9, 2.6, 0.4, 1.1, 1.0, 0.2];
    const smoothed = smoothSeries(values, weight);
    for (let index = 0; index < values.length; index++) {
      expect(smoothed[index]).toBeCloseTo(weightedMean(values.slice(0, index + 1), weight), 5);
    }
  });

  it('starts at the first value, not near 0, and keeps a constant constant', () => {
    for (const value of smoothSeries([2.5, 2.5, 2.5], 0.98)) expect(value).toBeCloseTo(2.5, 5);
  });

  it('changes nothing at a weight of 0', () => {
    expect([...smoothSeries([3, 1, 2], 0)]).toEqual([3, 1, 2]);
  });

  it('leaves what is not finite as it is, and the average unharmed', () => {
    const [first, second, third] = smoothSeries([1, Number.POSITIVE_INFINITY, 1], 0.9);
    expect([first, second]).toEqual([1, Number.POSITIVE_INFINITY]);
    expect(third).toBeCloseTo(1, 6);
  });

  it('refuses a weight that would never let go of its start', () => {
    expect(() => smoothSeries([1], 1)).toThrow(RangeError);
    expect(() => smoothSeries([1], Number.NaN)).toThrow(RangeError);
  });
});
