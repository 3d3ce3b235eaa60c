import { useMemo } from 'react';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { shownEvaluation } from '../state/shown-evaluation.ts';
import { useRoom } from './room-context.ts';

/** The evaluation that matrix, table and images show together. */
export function useShownEvaluation(): EvaluationRecord | undefined {
  const evaluations = useRoom((state) => state.evaluations);
  const shownSplit = useRoom((state) => state.shownSplit);
  const shownEpoch = useRoom((state) => state.shownEpoch);
  return useMemo(() => shownEvaluation({ evaluations, shownSplit, shownEpoch }), [evaluations, shownSplit, shownEpoch]);
}

/** Which evaluation it is, in words: `validation, epoch 3`. */
export function evaluationWords({ split, epoch }: EvaluationRecord): string {
  return `${split === 'test' ? 'test set' : split}, epoch ${epoch}`;
}
