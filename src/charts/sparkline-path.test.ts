import { describe, expect, it } from 'vitest';
import { sparklinePath } from './sparkline-path.ts';

describe('sparklinePath', () => {
  it('goes from left to right with 1 at the top and the lowest value at the bottom', () => {
    expect(sparklinePath([0.5, 0.75, 1], 0.5, 40, 10)).toBe('M0.0 10.0L20.0 5.0L40.0 0.0');
  });

  it('keeps within its height, and has a point in the middle for a single value', () => {
    expect(sparklinePath([0.2], 0.5, 40, 10)).toBe('M20.0 10.0');
    expect(sparklinePath([1, 1], 1, 40, 10)).toBe('M0.0 10.0L40.0 10.0');
  });

  it('leaves out what is no number', () => {
    expect(sparklinePath([0.5, Number.NaN, 1], 0.5, 40, 10)).toBe('M0.0 10.0L40.0 0.0');
    expect(sparklinePath([Number.NaN], 0.5, 40, 10)).toBe('');
    expect(sparklinePath([], 0.5, 40, 10)).toBe('');
  });
});
