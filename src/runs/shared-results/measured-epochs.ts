import { accuracyOf } from '../../core/confusion.ts';
import { isBetter, type Judge } from '../../core/judge.ts';
import type { RunHeader, StoredEvaluation } from '../run-record.ts';

/** The epochs with an evaluation of train or validation images, ascending. */
export function epochsOf(evaluations: readonly StoredEvaluation[]): number[] {
  const epochs = new Set(evaluations.filter(({ split }) => split !== 'test').map(({ epoch }) => epoch));
  return [...epochs].sort((a, b) => a - b);
}

/** The best epoch on the validation images, the earliest of equals. */
export function bestOf(evaluations: readonly StoredEvaluation[], judge: Judge): RunHeader['best'] {
  let best: RunHeader['best'];
  for (const { split, epoch, loss, counts } of evaluations) {
    const candidate = { epoch, accuracy: accuracyOf(counts), loss };
    if (split === 'validation' && isBetter(judge, candidate, best)) best = candidate;
  }
  return best;
}
