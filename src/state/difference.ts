import type { EvaluationRecord } from './evaluation-record.ts';
import type { EarlierRun, RoomState } from './room-state.ts';
import { evaluationsOf } from './shown-evaluation.ts';

/** What matrix and table subtract from the evaluation shown. */
export interface Reference {
  readonly evaluation: EvaluationRecord;
  /** The earlier run it is of; undefined for the run on screen. */
  readonly run: EarlierRun | undefined;
}

/**
 * The evaluation to subtract, of the same split: another epoch of the run on screen, or an earlier run at the epoch shown,
 * else at its latest. Undefined when nothing was asked for or it was not measured.
 */
export function referenceEvaluation(
  { evaluations, earlierRuns, differenceFrom }: Pick<RoomState, 'evaluations' | 'earlierRuns' | 'differenceFrom'>,
  shown: EvaluationRecord,
): Reference | undefined {
  if (differenceFrom?.kind === 'run') {
    const run = earlierRuns.find(({ key }) => key === differenceFrom.key);
    const earlier = evaluationsOf(run?.evaluations ?? [], shown.split);
    const evaluation = earlier.findLast(({ epoch }) => epoch === shown.epoch) ?? earlier.at(-1);
    return evaluation && { evaluation, run };
  }
  // The test split is measured once: it has no other epoch.
  if (differenceFrom === undefined || shown.split === 'test') return undefined;
  const { epoch } = differenceFrom;
  const evaluation = evaluationsOf(evaluations, shown.split).findLast((other) => other.epoch === epoch);
  return evaluation && { evaluation, run: undefined };
}
