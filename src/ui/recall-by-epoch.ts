import { CLASS_COUNT } from '../core/classes.ts';
import { actualTotal, confusionAt } from '../core/confusion.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { evaluationsOf } from '../state/shown-evaluation.ts';

export interface RecallByEpoch {
  readonly epochs: readonly number[];
  /** `recalls[label][index of the epoch]`, 0..1 */
  readonly recalls: readonly (readonly number[])[];
  /** Foot of all the lines, so that they compare: the lowest recall, rounded down to a tenth. */
  readonly low: number;
}

/** Recall of each class over the epochs of a split; of an epoch measured twice the later counts. */
export function recallByEpoch(
  evaluations: readonly EvaluationRecord[],
  split: EvaluationRecord['split'],
): RecallByEpoch {
  const byEpoch = new Map(evaluationsOf(evaluations, split).map((evaluation) => [evaluation.epoch, evaluation.counts]));
  const epochs = [...byEpoch.keys()].sort((a, b) => a - b);
  const recalls = Array.from({ length: CLASS_COUNT }, (_, label) =>
    epochs.map((epoch) => {
      const counts = byEpoch.get(epoch);
      const total = counts ? actualTotal(counts, label) : 0;
      return counts === undefined || total === 0 ? 0 : confusionAt(counts, label, label) / total;
    }),
  );
  return { epochs, recalls, low: Math.floor(Math.min(1, ...recalls.flat()) * 10) / 10 };
}
