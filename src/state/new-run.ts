import type { Experiment } from '../experiment/schema.ts';
import type { RunState } from './room-state.ts';

/** A run that the engine is about to be given: nothing is taken, paused, measured or marked yet. */
export function newRun(
  id: number,
  { key, number }: Pick<RunState, 'key' | 'number'>,
  experiment: Experiment,
  withoutShards: readonly number[],
): RunState {
  const { learningRate, weightDecay, dropoutScale } = experiment;
  return {
    id,
    key,
    number,
    origin: { kind: 'trained' },
    recordedOn: undefined,
    experiment,
    withoutShards,
    phase: 'preparing',
    isPausing: false,
    isMeasuringTest: false,
    step: 0,
    fault: undefined,
    isHeld: true,
    marks: [],
    chosen: { learningRate, weightDecay, dropoutScale },
    ending: undefined,
    pace: undefined,
    evaluatingSinceMs: undefined,
  };
}
