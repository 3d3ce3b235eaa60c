import { describe, expect, it } from 'vitest';
import { aboveZero, curveRows, valueRange, withEarlier } from './curve-rows.ts';

describe('curveRows', () => {
  it('never plots a value that is not finite', () => {
    const rows = curveRows([
      { x: 1, train: Number.NaN },
      { x: 2, train: 1, validation: Number.POSITIVE_INFINITY },
    ]);
    expect(rows).toEqual([{ x: 2, train: 1 }]);
    expect(valueRange(rows)).toEqual({ lowest: 1, highest: 1 });
  });

  it('spans the gap from the lower to the higher of both splits', () => {
    const [row] = curveRows([{ x: 1, train: 0.75, validation: 0.5 }], true);
    expect(row?.gap).toEqual([0.5, 0.75]);
  });
});

describe('withEarlier', () => {
  it('puts both runs into one list along the axis, moments they share into one row', () => {
    const rows = withEarlier(
      [
        { x: 1, train: 0.5 },
        { x: 2, train: 0.6, validation: 0.7 },
      ],
      [
        { x: 3, validation: 0.9 },
        { x: 1, train: 0.1, validation: 0.2 },
        { x: 1.5, train: 0.3 },
      ],
    );
    expect(rows).toEqual([
      { x: 1, train: 0.5, earlierTrain: 0.1, earlierValidation: 0.2 },
      { x: 1.5, earlierTrain: 0.3 },
      { x: 2, train: 0.6, validation: 0.7 },
      { x: 3, earlierValidation: 0.9 },
    ]);
    expect(valueRange(rows)).toEqual({ lowest: 0.1, highest: 0.9 });
  });
});

describe('aboveZero', () => {
  it('leaves out what a logarithmic axis has no place for, and keeps the moment', () => {
    expect(aboveZero([{ x: 0, train: 0, validation: 0.5, earlierTrain: -1 }])).toEqual([{ x: 0, validation: 0.5 }]);
  });
});
