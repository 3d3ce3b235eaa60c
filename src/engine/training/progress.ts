import { INITIAL_PLATEAU, type PlateauState } from '../../core/schedule.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';

/** What changes while a run goes on and decides how it does; with weights, optimiser and best epoch it is all there is. */
export interface Progress {
  /** Steps taken. */
  readonly step: number;
  /** Epochs trained and measured. */
  readonly evaluatedEpochs: number;
  /** Time spent training, without pauses and evaluations. */
  readonly trainingMs: number;
  /** The base that the schedule multiplies. */
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly dropoutScale: number;
  readonly plateau: PlateauState;
}

export function initialProgress({ learningRate, weightDecay, dropoutScale }: Experiment): Progress {
  return {
    step: 0,
    evaluatedEpochs: 0,
    trainingMs: 0,
    learningRate,
    weightDecay,
    dropoutScale,
    plateau: INITIAL_PLATEAU,
  };
}

export function progressOf(checkpoint: Checkpoint): Progress {
  const { step, evaluatedEpochs, trainingMs, learningRate, weightDecay, dropoutScale, plateau } = checkpoint;
  return { step, evaluatedEpochs, trainingMs, learningRate, weightDecay, dropoutScale, plateau };
}
