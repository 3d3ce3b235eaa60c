import { describe, expect, it } from 'vitest';
import { RunHistory } from './run-history.ts';

function chunk(firstStep: number, losses: number[], accuracies: number[], trainingMs = 0) {
  return {
    firstStep,
    losses: Float32Array.from(losses),
    accuracies: Float32Array.from(accuracies),
    learningRates: Float32Array.from(losses, () => 0.5),
    trainingMs,
  };
}

describe('RunHistory', () => {
  it('joins chunks in order', () => {
    const history = new RunHistory();
    history.append(chunk(0, [3, 2], [0.25, 0.5]));
    history.append(chunk(2, [1], [0.75]));
    expect([...history.series().losses]).toEqual([3, 2, 1]);
    expect([...history.series().accuracies]).toEqual([0.25, 0.5, 0.75]);
  });

  it('skips steps it already has', () => {
    const history = new RunHistory();
    history.append(chunk(0, [3, 2], [0, 0]));
    history.append(chunk(1, [9, 1], [9, 1]));
    expect([...history.series().losses]).toEqual([3, 2, 1]);
  });

  it('spreads the time of a chunk evenly over its steps', () => {
    const history = new RunHistory();
    history.append(chunk(0, [3, 2], [0, 0], 200));
    history.append(chunk(2, [1, 1, 1, 1], [0, 0, 0, 0], 1000));
    expect([...history.series().trainingMs]).toEqual([100, 200, 400, 600, 800, 1000]);
    expect([...history.series().learningRates]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  it('refuses a gap, which would shift all that follows', () => {
    expect(() => new RunHistory().append(chunk(1, [1], [1]))).toThrow(RangeError);
  });

  it('takes over a saved run and goes on from it', () => {
    const history = new RunHistory();
    history.append(chunk(0, [9, 9, 9], [0, 0, 0]));
    const saved = new RunHistory();
    saved.append(chunk(0, [3, 2], [0, 1], 8));
    history.replace(saved.series());
    expect(history.series()).toEqual(saved.series());
    history.append(chunk(2, [1], [1], 12));
    expect([...history.series().losses]).toEqual([3, 2, 1]);
    expect([...saved.series().losses]).toEqual([3, 2]);
  });

  it('never changes a series it gave out', () => {
    const history = new RunHistory();
    history.append(chunk(0, [3], [0]));
    const before = history.series();
    for (let step = 1; step < 5000; step++) history.append(chunk(step, [step], [0]));
    history.clear();
    history.append(chunk(0, [7], [0]));
    expect([...before.losses]).toEqual([3]);
  });
});
