import { describe, expect, it } from 'vitest';
import { axisEnd, axisTicks, curveRows, highestValue, valueTicks } from './curve-rows.ts';

describe('curveRows', () => {
  it('never plots a value that is not finite', () => {
    const rows = curveRows([
      { x: 1, train: Number.NaN },
      { x: 2, train: 1, validation: Number.POSITIVE_INFINITY },
    ]);
    expect(rows).toEqual([{ x: 2, train: 1 }]);
    expect(highestValue(rows)).toBe(1);
  });

  it('spans the gap from the lower to the higher of both splits', () => {
    const [row] = curveRows([{ x: 1, train: 0.75, validation: 0.5 }], true);
    expect(row?.gap).toEqual([0.5, 0.75]);
  });
});

describe('axes', () => {
  it.each([
    [0, 10, 1],
    [1, 10, 1],
    [1.01, 10, 2],
    [7, 10, 10],
    [7, 8, 8],
    [150, 200, 150],
  ])('after %d of %d epochs the axis ends at %d', (x, epochs, end) => {
    expect(axisEnd(x, epochs)).toBe(end);
  });

  it('ticks whole epochs, quarters of a single one', () => {
    expect(axisTicks(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(axisTicks(5)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(axisTicks(200).length).toBeLessThanOrEqual(11);
  });

  it.each([0.03, 0.9, 2.25, 4, 7.7, 100, 1e9])('ticks a highest value of %d with few round numbers', (highest) => {
    const ticks = valueTicks(highest);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks[0]).toBe(0);
  });
});
