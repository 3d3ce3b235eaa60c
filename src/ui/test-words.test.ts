import { describe, expect, it } from 'vitest';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { testedWeightsWords } from './test-words.ts';

function evaluation(split: EvaluationRecord['split'], epoch: number, accuracy: number): EvaluationRecord {
  const counts = new Uint32Array(100);
  const isBest = split === 'test';
  return { split, epoch, step: 10 * epoch, isBest, trainingMs: 0, loss: 1, accuracy, counts, answers: undefined };
}

const TESTED = evaluation('test', 2, 0.8);
const UNTIL_THEN = [evaluation('validation', 1, 0.7), evaluation('validation', 2, 0.8), TESTED];

describe('whose weights the test set was measured with', () => {
  it('are those of the best epoch, as long as it is the best', () => {
    expect(testedWeightsWords(TESTED, UNTIL_THEN, 'accuracy')).toBe('epoch 2, the best by validation accuracy');
  });

  it('are no longer called the best once a later epoch is better', () => {
    const since = [...UNTIL_THEN, evaluation('validation', 3, 0.9)];
    expect(testedWeightsWords(TESTED, since, 'accuracy')).toBe(
      'epoch 2, the best by validation accuracy when it was evaluated; epoch 3 is better',
    );
  });

  it('are the latest where there is no best', () => {
    const latest = { epoch: 0, step: 1234, isBest: false };
    expect(testedWeightsWords(latest, [], 'accuracy')).toBe('step 1,234, after epoch 0');
  });
});
