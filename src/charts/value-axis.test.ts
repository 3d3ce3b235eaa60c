import { describe, expect, it } from 'vitest';
import { logTicks, valueTicks } from './value-axis.ts';

describe('valueTicks', () => {
  it.each([0.03, 0.9, 2.25, 4, 7.7, 100, 1e9])('ticks a highest value of %d with few round numbers', (highest) => {
    const ticks = valueTicks(highest);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks[0]).toBe(0);
  });
});

describe('logTicks', () => {
  it.each([
    [0.3, 2.3, [0.2, 0.5, 1, 2, 5]],
    [0.05, 5, [0.05, 0.1, 0.2, 0.5, 1, 2, 5]],
    [0.001, 3, [0.001, 0.01, 0.1, 1, 10]],
    [2, 2, [2, 5]],
    [Number.POSITIVE_INFINITY, 2.5, [2, 5]],
  ])('from %d to %d are 1-2-5 where those are few, else powers of ten', (lowest, highest, ticks) => {
    expect(logTicks(lowest, highest)).toEqual(ticks);
  });

  it.each([
    [1e-12, 1e9],
    [0, 3],
    [1e-300, 1e-300],
    [3, Number.POSITIVE_INFINITY],
  ])('stay few, finite and above 0 from %d to %d', (lowest, highest) => {
    const ticks = logTicks(lowest, highest);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(7);
    for (const tick of ticks) expect(tick > 0 && Number.isFinite(tick)).toBe(true);
    expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
  });
});
