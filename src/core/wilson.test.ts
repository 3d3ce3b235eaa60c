import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson.ts';

describe('wilsonInterval', () => {
  // Newcombe (1998), table I, method 3 (Wilson's score interval without continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('agrees with the published interval of %i out of %i', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('is symmetric in successes and failures', () => {
    const successes = wilsonInterval(9123, 10_000);
    const failures = wilsonInterval(877, 10_000);
    expect(successes.low).toBeCloseTo(1 - failures.high, 12);
    expect(successes.high).toBeCloseTo(1 - failures.low, 12);
  });

  it('reaches 1 when every trial succeeded and never leaves 0..1', () => {
    expect(wilsonInterval(500, 500).high).toBe(1);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
