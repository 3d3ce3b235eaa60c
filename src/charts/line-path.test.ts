import { describe, expect, it } from 'vitest';
import { linePath, type Placement } from './line-path.ts';

/** Four steps from end to end, values to 4. */
const FOUR_STEPS: Placement = {
  across: (index) => index / 4,
  up: (value) => (Number.isFinite(value) ? value / 4 : undefined),
};

describe('linePath', () => {
  it('places steps along the axis and values up from the bottom', () => {
    expect(linePath(Float32Array.of(4, 2, 0), FOUR_STEPS)).toBe('M0.0 0.0L250.0 500.0L500.0 1000.0');
  });

  it('shows a single step as a dot and no step as nothing', () => {
    expect(linePath(Float32Array.of(2), FOUR_STEPS)).toBe('M0.0 500.0L0.0 500.0');
    expect(linePath(new Float32Array(0), FOUR_STEPS)).toBe('');
  });

  it('leaves out what has no place', () => {
    expect(linePath(Float32Array.of(4, Number.NaN, Number.POSITIVE_INFINITY), FOUR_STEPS)).toBe('M0.0 0.0L0.0 0.0');
  });

  it('gives a long run no more points than are worth drawing, and keeps its spikes', () => {
    const values = new Float32Array(50_000).fill(1);
    values[31_234] = 4;
    const path = linePath(values, { ...FOUR_STEPS, across: (index) => index / 50_000 });
    expect(path.split('L').length).toBeLessThanOrEqual(300);
    expect(path).toContain(' 0.0L');
  });
});
