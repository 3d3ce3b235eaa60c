import type { Judge } from '../core/judge.ts';
import { bestValidation, type EvaluationRecord } from '../state/evaluation-record.ts';

/** One epoch's end, both splits side by side; a split that was not measured yet is missing. */
export interface EpochSummary {
  readonly epoch: number;
  readonly train: EvaluationRecord | undefined;
  readonly validation: EvaluationRecord | undefined;
  /** Generalisation gap: train minus validation accuracy, as a share. */
  readonly gap: number | undefined;
  readonly isBest: boolean;
  /** Of the epoch's last step, schedule included. */
  readonly learningRate: number | undefined;
  /** Time spent training until its end, without pauses and evaluations. */
  readonly trainingMs: number | undefined;
}

/**
 * @param judge what makes an epoch the best one
 * @param learningRates of each step
 */
export function epochSummaries(
  evaluations: readonly EvaluationRecord[],
  judge: Judge,
  learningRates: ArrayLike<number>,
): EpochSummary[] {
  const best = bestValidation(evaluations, judge);
  const epochs = [...new Set(evaluations.filter(({ split }) => split !== 'test').map(({ epoch }) => epoch))];
  return epochs.map((epoch) => {
    const of = (split: EvaluationRecord['split']) =>
      evaluations.findLast((evaluation) => evaluation.epoch === epoch && evaluation.split === split);
    const train = of('train');
    const validation = of('validation');
    const measured = validation ?? train;
    return {
      epoch,
      train,
      validation,
      gap: train && validation && train.accuracy - validation.accuracy,
      isBest: validation !== undefined && validation === best,
      learningRate: measured && learningRates[measured.step - 1],
      trainingMs: measured?.trainingMs,
    };
  });
}

/** The validation evaluation with the lowest finite loss, the earliest of equals. */
export function lowestLoss(summaries: readonly EpochSummary[]): EvaluationRecord | undefined {
  let lowest: EvaluationRecord | undefined;
  for (const { validation } of summaries) {
    if (validation !== undefined && validation.loss < (lowest?.loss ?? Number.POSITIVE_INFINITY)) lowest = validation;
  }
  return lowest;
}
