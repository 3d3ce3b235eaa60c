import type { Judge } from '../core/judge.ts';
import { bestValidation, type EvaluationRecord } from '../state/evaluation-record.ts';
import { countText } from './format.ts';

/**
 * Whose weights the test set was measured with. One measured on the way was measured with the best epoch until then; the run
 * may have found a better one since.
 */
export function testedWeightsWords(
  { epoch, step, isBest }: Pick<EvaluationRecord, 'epoch' | 'step' | 'isBest'>,
  evaluations: readonly EvaluationRecord[],
  judge: Judge,
): string {
  if (!isBest) return `step ${countText(step)}, after epoch ${epoch}`;
  const best = bestValidation(evaluations, judge);
  if (best === undefined || best.step === step) return `epoch ${epoch}, the best by validation ${judge}`;
  return `epoch ${epoch}, the best by validation ${judge} when it was evaluated; epoch ${best.epoch} is better`;
}
