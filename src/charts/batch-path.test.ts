import { describe, expect, it } from 'vitest';
import { batchPath } from './batch-path.ts';

describe('batchPath', () => {
  it('places steps along the epoch axis and values up from the bottom', () => {
    // Four steps an epoch, axis to 1 epoch and to a value of 4.
    expect(batchPath(Float32Array.of(4, 2, 0), 4, 1, 4)).toBe('M0.0 0.0L250.0 500.0L500.0 1000.0');
  });

  it('shows a single step as a dot and no step as nothing', () => {
    expect(batchPath(Float32Array.of(2), 4, 1, 4)).toBe('M0.0 500.0L0.0 500.0');
    expect(batchPath(new Float32Array(0), 4, 1, 4)).toBe('');
  });

  it('leaves out what is not finite', () => {
    expect(batchPath(Float32Array.of(4, Number.NaN, Number.POSITIVE_INFINITY), 4, 1, 4)).toBe('M0.0 0.0L0.0 0.0');
  });

  it('gives a long run no more points than are worth drawing, and keeps its spikes', () => {
    const values = new Float32Array(50_000).fill(1);
    values[31_234] = 4;
    const path = batchPath(values, 1000, 50, 4);
    expect(path.split('L').length).toBeLessThanOrEqual(300);
    expect(path).toContain(' 0.0L');
  });
});
