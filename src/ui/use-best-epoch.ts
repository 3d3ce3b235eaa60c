import { useMemo } from 'react';
import type { XUnit } from '../charts/training-axis.ts';
import type { Judge } from '../core/judge.ts';
import { type EpochSummary, epochSummaries } from './epoch-summaries.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { measuredAt } from './use-curves.ts';
import { useDrawnEvaluations } from './use-drawn-evaluations.ts';

export interface BestEpoch {
  readonly epoch: number;
  /** Along the training axis. */
  readonly x: number;
  /** Of the validation images. */
  readonly loss: number;
  /** Of the validation images, 0..1. */
  readonly accuracy: number;
}

/** The epochs of the run on screen, and the best of them as the experiment judges. */
export function useBestEpoch(unit: XUnit): {
  readonly summaries: readonly EpochSummary[];
  readonly best: BestEpoch | undefined;
  readonly judge: Judge;
} {
  const room = useFittingRoom();
  const evaluations = useDrawnEvaluations();
  const experiment = useRoom((state) => state.run?.experiment);
  const judge = useRoom(({ run, draft }) => (run?.experiment ?? draft).judge);
  const summaries = useMemo(
    () => epochSummaries(evaluations, judge, room.store.getState().steps.learningRates),
    [room, evaluations, judge],
  );
  const best = useMemo(() => {
    const validation = summaries.find(({ isBest }) => isBest)?.validation;
    if (validation === undefined || experiment === undefined) return undefined;
    const { epoch, loss, accuracy } = validation;
    return { epoch, loss, accuracy, x: measuredAt(validation, experiment, unit) };
  }, [summaries, experiment, unit]);
  return { summaries, best, judge };
}
