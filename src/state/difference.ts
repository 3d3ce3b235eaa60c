import type { EvaluationRecord } from './evaluation-record.ts';
import type { DifferenceFrom } from './room-state.ts';
import { evaluationsOf } from './shown-evaluation.ts';

/** The evaluation to subtract: that epoch of the same split; undefined where it was not measured. */
export function referenceEvaluation(
  evaluations: readonly EvaluationRecord[],
  shown: EvaluationRecord,
  from: DifferenceFrom,
): EvaluationRecord | undefined {
  // The test split is measured once: there is nothing to compare it with.
  if (shown.split === 'test') return undefined;
  return evaluationsOf(evaluations, shown.split).findLast(({ epoch }) => epoch === from.epoch);
}
