import { type SchedulePlan, scheduleFactor } from '../core/schedule.ts';

/** The learning rate over a run that is still to come, as far as it is known beforehand. */
export interface ScheduleForecast {
  /** Ascending: share of the run 0..1, and the rate at that step. */
  readonly points: readonly { readonly share: number; readonly rate: number }[];
  readonly peak: number;
  /** The rate of the last step. */
  readonly end: number;
}

/** More than the curve has pixels. */
const SAMPLES = 300;

/** @param learningRate what the schedule multiplies */
export function scheduleForecast(plan: SchedulePlan, learningRate: number): ScheduleForecast {
  const last = plan.stepsPerEpoch * plan.epochs - 1;
  const steps = new Set([0, last]);
  for (let sample = 1; sample < SAMPLES; sample++) steps.add(Math.round((sample / SAMPLES) * last));
  // The peaks, which may lie between two samples.
  if (plan.schedule === 'oneCycle') steps.add(Math.round(plan.cyclePeak * last));
  else steps.add(Math.min(last, Math.round(plan.warmupEpochs * plan.stepsPerEpoch)));
  const points = [...steps]
    .sort((a, b) => a - b)
    .map((step) => ({ share: last === 0 ? 0 : step / last, rate: learningRate * scheduleFactor(plan, step) }));
  return {
    points,
    peak: points.reduce((highest, { rate }) => Math.max(highest, rate), 0),
    end: points.at(-1)?.rate ?? 0,
  };
}

/**
 * The data of an SVG polyline over a box, from the first step to the last and from 0 to the peak. A run of one step has one
 * point, drawn as a level line; what is no number is left out.
 */
export function schedulePolyline(
  { points, peak }: Pick<ScheduleForecast, 'points' | 'peak'>,
  width: number,
  height: number,
): string {
  const drawn = points.length === 1 ? points.flatMap((point) => [point, { ...point, share: 1 }]) : points;
  return drawn
    .map(({ share, rate }) => [share * width, height * (1 - rate / (peak || 1))] as const)
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    .map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`)
    .join(' ');
}
