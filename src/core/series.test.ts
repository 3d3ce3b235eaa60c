import { describe, expect, it } from 'vitest';
import { Column, thinSeries } from './series.ts';

describe('Column', () => {
  it('keeps what was appended, in order, across its growth', () => {
    const column = new Column();
    for (let chunk = 0; chunk < 50; chunk++) column.append(Array.from({ length: 100 }, (_, i) => chunk * 100 + i));
    expect(column.length).toBe(5000);
    expect(Array.from(column.values())).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  });

  it('takes one append that is larger than twice its memory', () => {
    const column = new Column();
    column.append([7]);
    column.append(new Float32Array(10_000).fill(3));
    expect(column.length).toBe(10_001);
    expect(column.values()[0]).toBe(7);
    expect(column.values()[10_000]).toBe(3);
  });
});

describe('thinSeries', () => {
  /** Falling noise with one spike up and one down, far from the ends. */
  const values = Array.from({ length: 10_000 }, (_, i) => 2 / (1 + i / 500) + 0.1 * Math.sin(i * 12.9898));
  values[3333] = 9;
  values[7777] = -9;

  it.each([4, 5, 10, 299, 300])('returns at most %i points, first and last among them, in order', (limit) => {
    const points = thinSeries(values, limit);
    expect(points.length).toBeLessThanOrEqual(limit);
    expect(points.at(0)).toEqual({ index: 0, value: values[0] });
    expect(points.at(-1)).toEqual({ index: 9999, value: values[9999] });
    const indices = points.map((point) => point.index);
    expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
  });

  it('keeps the highest and the lowest value', () => {
    const points = thinSeries(values, 300);
    expect(points).toContainEqual({ index: 3333, value: 9 });
    expect(points).toContainEqual({ index: 7777, value: -9 });
  });

  it('never invents a value', () => {
    for (const { index, value } of thinSeries(values, 300)) expect(value).toBe(values[index]);
  });

  it('uses most of the points it may', () => {
    expect(thinSeries(values, 300).length).toBeGreaterThan(250);
  });

  it('returns a short series whole', () => {
    expect(thinSeries([3, 1, 2], 4)).toEqual([
      { index: 0, value: 3 },
      { index: 1, value: 1 },
      { index: 2, value: 2 },
    ]);
    expect(thinSeries([], 300)).toEqual([]);
    expect(thinSeries(values.slice(0, 300), 300)).toHaveLength(300);
  });

  it('refuses a limit with no room for two ends and two extremes', () => {
    expect(() => thinSeries(values, 3)).toThrow(RangeError);
  });
});
