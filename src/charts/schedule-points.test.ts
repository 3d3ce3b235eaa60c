import { describe, expect, it } from 'vitest';
import type { SchedulePlan } from '../core/schedule.ts';
import { scheduleForecast, schedulePolyline } from './schedule-points.ts';

const plan: SchedulePlan = {
  schedule: 'constant',
  stepsPerEpoch: 100,
  epochs: 50,
  warmupEpochs: 0,
  stepEpochs: 5,
  stepFactor: 0.5,
  exponentialFactor: 0.9,
  cosineFloor: 0.1,
  cyclePeak: 0.3,
};

describe('scheduleForecast', () => {
  it('goes from the first step to the last, in order and within the width of a chart', () => {
    const { points } = scheduleForecast({ ...plan, schedule: 'cosine' }, 0.1);
    expect(points[0]).toEqual({ share: 0, rate: 0.1 });
    expect(points.at(-1)?.share).toBe(1);
    expect(points.length).toBeLessThan(310);
    for (const [index, { share }] of points.entries()) expect(share).toBeGreaterThan(points[index - 1]?.share ?? -1);
  });

  it('finds the peak and the end', () => {
    expect(scheduleForecast(plan, 0.1)).toMatchObject({ peak: 0.1, end: 0.1 });
    const cosine = scheduleForecast({ ...plan, schedule: 'cosine', warmupEpochs: 0.07 }, 0.1);
    expect(cosine.peak).toBeCloseTo(0.1, 12);
    expect(cosine.end).toBeCloseTo(0.01, 12);
    expect(scheduleForecast({ ...plan, schedule: 'step' }, 0.1).end).toBeCloseTo(0.1 * 0.5 ** 9, 12);
    // The step nearest to 30% of the run.
    expect(scheduleForecast({ ...plan, schedule: 'oneCycle' }, 0.1).peak).toBeCloseTo(0.1, 6);
  });

  it('has a single point for a run of one step', () => {
    const { points } = scheduleForecast({ ...plan, stepsPerEpoch: 1, epochs: 1 }, 0.1);
    expect(points).toEqual([{ share: 0, rate: 0.1 }]);
  });
});

describe('schedulePolyline', () => {
  const points = (...rates: number[]) => rates.map((rate, at) => ({ share: rates.length < 2 ? 0 : at, rate }));

  it('runs over the whole box, with the peak at its top', () => {
    expect(schedulePolyline({ points: points(0.1, 0.05), peak: 0.1 }, 100, 40)).toBe('0.00,0.00 100.00,20.00');
  });

  it('draws a run of one step as a level line, and never writes what is no number', () => {
    expect(schedulePolyline({ points: points(0.1), peak: 0.1 }, 100, 40)).toBe('0.00,0.00 100.00,0.00');
    expect(schedulePolyline({ points: points(Number.NaN, 0), peak: Number.NaN }, 100, 40)).toBe('100.00,40.00');
    expect(
      schedulePolyline({ points: points(1, Number.POSITIVE_INFINITY), peak: Number.POSITIVE_INFINITY }, 9, 9),
    ).toBe('0.00,9.00');
    expect(schedulePolyline({ points: [], peak: 0 }, 100, 40)).toBe('');
  });
});
