import { describe, expect, it } from 'vitest';
import { linePath, type Placement } from './line-path.ts';

/** Four steps over 40 pixels, values to 4 over 8 pixels; what is not finite goes through as it is. */
const FOUR_STEPS: Placement = {
  across: (index) => index * 10,
  down: (value) => 8 - 2 * value,
};

describe('linePath', () => {
  it('places steps along the axis and values down from the top', () => {
    expect(linePath(Float32Array.of(4, 2, 0), FOUR_STEPS)).toBe('M0.0 0.0L10.0 4.0L20.0 8.0');
  });

  it('shows a single step as a dot and no step as nothing', () => {
    expect(linePath(Float32Array.of(2), FOUR_STEPS)).toBe('M0.0 4.0L0.0 4.0');
    expect(linePath(new Float32Array(0), FOUR_STEPS)).toBe('');
  });

  it('leaves out what has no place, and never writes what is no number', () => {
    const diverged = Float32Array.of(4, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    expect(linePath(diverged, FOUR_STEPS)).toBe('M0.0 0.0L0.0 0.0');
    expect(linePath(Float32Array.of(4, 2), { ...FOUR_STEPS, across: () => Number.NaN })).toBe('');
    expect(linePath(Float32Array.of(4, 2), { ...FOUR_STEPS, down: () => undefined })).toBe('');
  });

  it('gives a long run no more points than are worth drawing, and keeps its spikes', () => {
    const values = new Float32Array(50_000).fill(1);
    values[31_234] = 4;
    const path = linePath(values, { ...FOUR_STEPS, across: (index) => index / 50_000 });
    expect(path.split('L').length).toBeLessThanOrEqual(300);
    expect(path).toContain(' 0.0L');
  });

  it('still shows a long run up to where it diverged', () => {
    const values = new Float32Array(5000).fill(1).fill(Number.NaN, 2003);
    const path = linePath(values, FOUR_STEPS);
    expect(path).not.toContain('NaN');
    expect(path.split('L').length).toBeGreaterThan(50);
  });
});
