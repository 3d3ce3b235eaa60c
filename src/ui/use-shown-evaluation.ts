import { useDeferredValue, useMemo } from 'react';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
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

/** Which evaluation it is, in words: `validation, epoch 3`. */
export function evaluationWords({ split, epoch }: EvaluationRecord): string {
  return `${split === 'test' ? 'test set' : split}, epoch ${epoch}`;
}
