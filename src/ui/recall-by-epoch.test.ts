import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { recallByEpoch } from './recall-by-epoch.ts';

/** Ten images of class 0, `right` answered rightly; the other classes without mistakes but class 9, which has no images. */
function record(split: EvaluationRecord['split'], epoch: number, step: number, right: number): EvaluationRecord {
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  for (let label = 1; label < 9; label++) counts[label * CLASS_COUNT + label] = 10;
  counts[0] = right;
  counts[1] = 10 - right;
  return { split, epoch, step, isBest: false, trainingMs: 0, loss: 1, accuracy: 0, counts, answers: undefined };
}

describe('recallByEpoch', () => {
  it('follows each class over the epochs of one split; of an epoch trained twice the later counts', () => {
    const { epochs, recalls, low } = recallByEpoch(
      [
        record('validation', 1, 10, 4),
        record('validation', 2, 20, 5),
        record('train', 2, 20, 1),
        record('validation', 2, 30, 7),
      ],
      'validation',
    );
    expect(epochs).toEqual([1, 2]);
    expect(recalls[0]).toEqual([0.4, 0.7]);
    expect(recalls[1]).toEqual([1, 1]);
    expect(recalls[9]).toEqual([0, 0]);
    expect(low).toBe(0);
  });
});
