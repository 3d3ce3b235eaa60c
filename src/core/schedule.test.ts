import { describe, expect, it } from 'vitest';
import { afterEpoch, INITIAL_PLATEAU } from './schedule.ts';

/** The learning rate after each epoch, starting from `rate`. */
function ratesAfter(losses: readonly number[], rate = 0.001): number[] {
  let plateau = INITIAL_PLATEAU;
  let learningRate = rate;
  return losses.map((loss) => {
    ({ state: plateau, learningRate } = afterEpoch(plateau, learningRate, loss, STUDY));
    return learningRate;
  });
}

/** The study's. */
const STUDY = { factor: 0.5, patience: 2, floor: 1e-8 };

describe('the plateau schedule', () => {
  it('keeps the rate while the loss improves', () => {
    expect(ratesAfter([0.9, 0.8, 0.7, 0.6])).toEqual([0.001, 0.001, 0.001, 0.001]);
  });

  it('halves it after two epochs without improvement, and again after two more', () => {
    expect(ratesAfter([0.5, 0.6, 0.6, 0.6, 0.6])).toEqual([0.001, 0.001, 0.0005, 0.0005, 0.00025]);
  });

  it('counts from the best loss, not from the last', () => {
    expect(ratesAfter([0.5, 0.9, 0.6])).toEqual([0.001, 0.001, 0.0005]);
  });

  it('starts counting again after an improvement', () => {
    expect(ratesAfter([0.5, 0.6, 0.4, 0.6, 0.3])).toEqual([0.001, 0.001, 0.001, 0.001, 0.001]);
  });

  it('does not take less than 0.0001 for an improvement', () => {
    expect(ratesAfter([0.5, 0.49995, 0.49991]).at(-1)).toBe(0.0005);
    expect(ratesAfter([0.5, 0.4998, 0.4996]).at(-1)).toBe(0.001);
  });

  it('takes a loss that is not a number for no improvement', () => {
    expect(ratesAfter([0.5, Number.NaN, Number.NaN]).at(-1)).toBe(0.0005);
  });

  it('never falls below 1e-8, nor lifts a rate that already is below', () => {
    expect(ratesAfter([0.5, 0.6, 0.6], 1.5e-8).at(-1)).toBe(1e-8);
    expect(ratesAfter([0.5, 0.6, 0.6], 1e-9).at(-1)).toBe(1e-9);
  });
});
