/**
 * The learning rate over a run: a base rate, which a person and `plateau` may change while the run goes on, times a
 * factor that follows from the step alone.
 */
export const SCHEDULES = ['constant', 'step', 'exponential', 'cosine', 'oneCycle', 'plateau'] as const;
export type Schedule = (typeof SCHEDULES)[number];

export interface SchedulePlan {
  readonly schedule: Schedule;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
  /** Epochs, with fractions, in which the rate climbs from 0 to its base; `oneCycle` has a climb of its own. */
  readonly warmupEpochs: number;
  /** `step`: the rate is multiplied by `stepFactor` every so many epochs. */
  readonly stepEpochs: number;
  readonly stepFactor: number;
  /** `exponential`: the rate is multiplied by this after each epoch. */
  readonly exponentialFactor: number;
  /** `cosine`: the share of the base rate it ends at, 0..1. */
  readonly cosineFloor: number;
  /** `oneCycle`: the share of the run at which the rate peaks, 0..1. */
  readonly cyclePeak: number;
}

/** One cycle starts at this share of its peak, and ends at ONE_CYCLE_END of it: PyTorch's `OneCycleLR`, as it comes. */
const ONE_CYCLE_START = 1 / 25;
const ONE_CYCLE_END = ONE_CYCLE_START / 10_000;

/** From 1 at `progress` 0 to 0 at `progress` 1, along half a cosine. */
function cosineDescent(progress: number): number {
  return (1 + Math.cos(Math.PI * Math.min(1, Math.max(0, progress)))) / 2;
}

/** @param peakAt 0..1 */
function oneCycle(step: number, steps: number, peakAt: number): number {
  const peak = Math.max(0, peakAt * steps - 1);
  if (step < peak) return 1 - (1 - ONE_CYCLE_START) * cosineDescent(step / peak);
  return ONE_CYCLE_END + (1 - ONE_CYCLE_END) * cosineDescent((step - peak) / Math.max(1, steps - 1 - peak));
}

/**
 * What the base rate is multiplied by at a step.
 *
 * Cosine: Loshchilov & Hutter, "SGDR" (2017), one period without restarts. One cycle: Smith & Topin, "Super-convergence"
 * (2018), in PyTorch's form with two half cosines; the momentum is not cycled. Warm-up: linear (Goyal et al. 2017).
 * @param step counted from 0
 * @returns 0..1
 */
export function scheduleFactor(plan: SchedulePlan, step: number): number {
  const steps = plan.stepsPerEpoch * plan.epochs;
  if (plan.schedule === 'oneCycle') return oneCycle(step, steps, plan.cyclePeak);
  const warmupSteps = Math.round(plan.warmupEpochs * plan.stepsPerEpoch);
  if (step < warmupSteps) return (step + 1) / (warmupSteps + 1);
  const epoch = Math.floor(step / plan.stepsPerEpoch);
  switch (plan.schedule) {
    case 'constant':
    case 'plateau':
      return 1;
    case 'step':
      return plan.stepFactor ** Math.floor(epoch / plan.stepEpochs);
    case 'exponential':
      return plan.exponentialFactor ** epoch;
    case 'cosine': {
      const progress = (step - warmupSteps) / Math.max(1, steps - 1 - warmupSteps);
      return plan.cosineFloor + (1 - plan.cosineFloor) * cosineDescent(progress);
    }
  }
}

/** Keras' ReduceLROnPlateau: the base rate falls when the validation loss has not improved for `patience` epochs. */
export interface PlateauSettings {
  readonly factor: number;
  readonly patience: number;
  /** The base rate never falls below this. */
  readonly floor: number;
}

const PLATEAU_MINIMUM_DELTA = 1e-4;

export interface PlateauState {
  readonly bestLoss: number;
  readonly epochsWithoutImprovement: number;
}

export const INITIAL_PLATEAU: PlateauState = { bestLoss: Number.POSITIVE_INFINITY, epochsWithoutImprovement: 0 };

/** The state and base rate after an epoch whose validation loss was `loss`. */
export function afterEpoch(
  state: PlateauState,
  learningRate: number,
  loss: number,
  { factor, patience, floor }: PlateauSettings,
): { state: PlateauState; learningRate: number } {
  if (loss < state.bestLoss - PLATEAU_MINIMUM_DELTA) {
    return { state: { bestLoss: loss, epochsWithoutImprovement: 0 }, learningRate };
  }
  const waited = state.epochsWithoutImprovement + 1;
  if (waited < patience) return { state: { ...state, epochsWithoutImprovement: waited }, learningRate };
  return {
    state: { ...state, epochsWithoutImprovement: 0 },
    learningRate: Math.min(learningRate, Math.max(floor, learningRate * factor)),
  };
}
