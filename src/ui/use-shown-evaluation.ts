import { useDeferredValue, useMemo } from 'react';
import { type Reference, referenceEvaluation } from '../state/difference.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import type { EarlierRun } from '../state/room-state.ts';
import { shownEvaluation } from '../state/shown-evaluation.ts';
import { useRoom } from './room-context.ts';

/**
 * The evaluation that matrix, table and images show together. Deferred, so that React draws an epoch's end in slices and
 * never holds the page for all three at once.
 */
export function useShownEvaluation(): EvaluationRecord | undefined {
  const evaluations = useRoom((state) => state.evaluations);
  const shownSplit = useRoom((state) => state.shownSplit);
  const shownEpoch = useRoom((state) => state.shownEpoch);
  const shown = useMemo(
    () => shownEvaluation({ evaluations, shownSplit, shownEpoch }),
    [evaluations, shownSplit, shownEpoch],
  );
  return useDeferredValue(shown);
}

/** What matrix and table subtract from the evaluation shown, if a person asked for it and it was measured. */
export function useReference(shown: EvaluationRecord | undefined): Reference | undefined {
  const evaluations = useRoom((state) => state.evaluations);
  const earlierRuns = useRoom((state) => state.earlierRuns);
  const differenceFrom = useRoom((state) => state.differenceFrom);
  return useMemo(
    () => shown && referenceEvaluation({ evaluations, earlierRuns, differenceFrom }, shown),
    [evaluations, earlierRuns, differenceFrom, shown],
  );
}

/** As short as it gets: `epoch 3`; with a reference `epochs 3 − 2`, or `3 − run 1`. */
export function epochWords({ epoch }: EvaluationRecord, reference: Reference | undefined): string {
  if (reference === undefined) return `epoch ${epoch}`;
  return reference.run === undefined
    ? `epochs ${epoch} − ${reference.evaluation.epoch}`
    : `${epoch} − ${referenceRun(reference.run)}`;
}

/** In full: `epoch 2`, `run 1 at epoch 2`. */
export function referenceWords({ run, evaluation: { epoch } }: Reference): string {
  return run === undefined ? `epoch ${epoch}` : `${referenceRun(run)} at epoch ${epoch}`;
}

/** Without its given name, for which there is no room. */
function referenceRun({ number }: EarlierRun): string {
  return number === undefined ? 'that run' : `run ${number}`;
}

/** Which evaluation it is, in words: `validation, epoch 3`. */
export function evaluationWords({ split, epoch }: EvaluationRecord): string {
  return `${split === 'test' ? 'test set' : split}, epoch ${epoch}`;
}
