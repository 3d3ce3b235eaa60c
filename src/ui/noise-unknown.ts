import type { EvaluationRecord } from '../state/evaluation-record.ts';

/** Why it can't be said what became of wrong labels: nothing was measured yet, or no answers came with the run. */
export function noiseUnknown(evaluations: readonly Pick<EvaluationRecord, 'split'>[]): string {
  return evaluations.some(({ split }) => split === 'train')
    ? 'wrong labels memorised: unknown without the answers by image'
    : 'wrong labels memorised: known after the first epoch';
}
