import type { SchedulePlan } from '../core/schedule.ts';
import { type Experiment, stepsPerEpoch } from './schema.ts';

/** An experiment's schedule as the formulas want it. */
export function schedulePlan(experiment: Experiment): SchedulePlan {
  return { ...experiment, stepsPerEpoch: stepsPerEpoch(experiment) };
}
