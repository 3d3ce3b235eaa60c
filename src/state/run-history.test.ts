import { describe, expect, it } from 'vitest';
import { RunHistory } from './run-history.ts';

const chunk = (...values: number[]) => Float32Array.from(values);

describe('RunHistory', () => {
  it('joins chunks in order', () => {
    const history = new RunHistory();
    history.append(0, chunk(3, 2), chunk(0.25, 0.5));
    history.append(2, chunk(1), chunk(0.75));
    expect([...history.series().losses]).toEqual([3, 2, 1]);
    expect([...history.series().accuracies]).toEqual([0.25, 0.5, 0.75]);
  });

  it('skips steps it already has', () => {
    const history = new RunHistory();
    history.append(0, chunk(3, 2), chunk(0, 0));
    history.append(1, chunk(9, 1), chunk(9, 1));
    expect([...history.series().losses]).toEqual([3, 2, 1]);
  });

  it('refuses a gap, which would shift all that follows', () => {
    expect(() => new RunHistory().append(1, chunk(1), chunk(1))).toThrow(RangeError);
  });

  it('never changes a series it gave out', () => {
    const history = new RunHistory();
    history.append(0, chunk(3), chunk(0));
    const before = history.series();
    for (let step = 1; step < 5000; step++) history.append(step, chunk(step), chunk(0));
    history.clear();
    history.append(0, chunk(7), chunk(0));
    expect([...before.losses]).toEqual([3]);
  });
});
