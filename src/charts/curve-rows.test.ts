import { describe, expect, it } from 'vitest';
import { aboveZero, curveRows, valueRange, withOthers } from './curve-rows.ts';

describe('curveRows', () => {
  it('never plots a value that is not finite', () => {
    const rows = curveRows([
      { x: 1, train: Number.NaN },
      { x: 2, train: 1, validation: Number.POSITIVE_INFINITY },
    ]);
    expect(rows).toEqual([{ x: 2, train: 1 }]);
    expect(valueRange(rows, 0)).toEqual({ lowest: 1, highest: 1 });
  });

  it('spans the gap from the lower to the higher of both splits', () => {
    const [row] = curveRows([{ x: 1, train: 0.75, validation: 0.5 }], true);
    expect(row?.gap).toEqual([0.5, 0.75]);
  });
});

describe('withOthers', () => {
  it('puts all runs into one list along the axis, moments they share into one row', () => {
    const rows = withOthers(
      [
        { x: 1, train: 0.5 },
        { x: 2, train: 0.6, validation: 0.7 },
      ],
      [
        [
          { x: 3, validation: 0.9 },
          { x: 1, train: 0.1, validation: 0.2 },
        ],
        [
          { x: 1, train: 0.3 },
          { x: 1.5, train: 0.4 },
        ],
      ],
    );
    expect(rows).toEqual([
      { x: 1, train: 0.5, others: [{ train: 0.1, validation: 0.2 }, { train: 0.3 }] },
      { x: 1.5, others: [undefined, { train: 0.4 }] },
      { x: 2, train: 0.6, validation: 0.7 },
      { x: 3, others: [{ validation: 0.9 }, undefined] },
    ]);
    expect(valueRange(rows, 0)).toEqual({ lowest: 0.1, highest: 0.9 });
  });
});

describe('aboveZero', () => {
  it('leaves out what a logarithmic axis has no place for, and keeps the moment', () => {
    expect(aboveZero([{ x: 0, train: 0, validation: 0.5, others: [{ train: -1, validation: 2 }] }])).toEqual([
      { x: 0, validation: 0.5, others: [{ validation: 2 }] },
    ]);
  });
});
