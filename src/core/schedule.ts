/**
 * The learning rate over a run. `plateau` is the study's: halved when the validation loss has not improved for
 * PLATEAU_PATIENCE epochs, never below PLATEAU_FLOOR (Keras' ReduceLROnPlateau, factor 0.5, min_delta 1e-4).
 */
export const SCHEDULES = ['constant', 'plateau'] as const;
export type Schedule = (typeof SCHEDULES)[number];

const PLATEAU_PATIENCE = 2;
const PLATEAU_FACTOR = 0.5;
const PLATEAU_FLOOR = 1e-8;
const PLATEAU_MINIMUM_DELTA = 1e-4;

export interface PlateauState {
  readonly bestLoss: number;
  readonly epochsWithoutImprovement: number;
}

export const INITIAL_PLATEAU: PlateauState = { bestLoss: Number.POSITIVE_INFINITY, epochsWithoutImprovement: 0 };

/** The state and learning rate after an epoch whose validation loss was `loss`. */
export function afterEpoch(
  state: PlateauState,
  learningRate: number,
  loss: number,
): { state: PlateauState; learningRate: number } {
  if (loss < state.bestLoss - PLATEAU_MINIMUM_DELTA) {
    return { state: { bestLoss: loss, epochsWithoutImprovement: 0 }, learningRate };
  }
  const waited = state.epochsWithoutImprovement + 1;
  if (waited < PLATEAU_PATIENCE) return { state: { ...state, epochsWithoutImprovement: waited }, learningRate };
  return {
    state: { ...state, epochsWithoutImprovement: 0 },
    learningRate: Math.min(learningRate, Math.max(PLATEAU_FLOOR, learningRate * PLATEAU_FACTOR)),
  };
}
