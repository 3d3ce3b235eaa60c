import type { EvaluationRecord } from './evaluation-record.ts';
import type { RoomState } from './room-state.ts';

/** The evaluations a person can choose from in the shown split, by epoch. */
export function evaluationsOf(
  evaluations: readonly EvaluationRecord[],
  split: EvaluationRecord['split'],
): EvaluationRecord[] {
  return evaluations.filter((evaluation) => evaluation.split === split);
}

/** The evaluation that matrix, table and images show: the chosen epoch of the chosen split, else its latest. */
export function shownEvaluation(
  state: Pick<RoomState, 'evaluations' | 'shownSplit' | 'shownEpoch'>,
): EvaluationRecord | undefined {
  const ofSplit = evaluationsOf(state.evaluations, state.shownSplit);
  // The test split is measured now and then, not at each epoch: its latest is meant.
  const { shownEpoch } = state.shownSplit === 'test' ? { shownEpoch: undefined } : state;
  return ofSplit.findLast((evaluation) => evaluation.epoch === shownEpoch) ?? ofSplit.at(-1);
}
