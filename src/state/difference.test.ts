import { describe, expect, it } from 'vitest';
import { referenceEvaluation } from './difference.ts';
import type { EvaluationRecord } from './evaluation-record.ts';
import {
  type DifferenceFrom,
  type EarlierRun,
  initialRoomState,
  type RoomState,
  type SplitName,
} from './room-state.ts';
import { NO_STEPS } from './run-history.ts';

function record(split: SplitName, epoch: number): EvaluationRecord {
  const counts = new Uint32Array(100);
  return {
    split,
    epoch,
    step: epoch,
    isBest: false,
    trainingMs: 0,
    loss: 1,
    accuracy: 0,
    counts,
    answers: undefined,
  };
}

const FIRST = record('validation', 1);
const THIRD = record('validation', 3);
const THIRD_OF_TRAIN = record('train', 3);
const TEST = record('test', 3);
const EARLIER_THIRD = record('validation', 3);
const EARLIER_FIFTH = record('validation', 5);

function state(differenceFrom: DifferenceFrom | undefined): RoomState {
  const initial = initialRoomState([]);
  const earlier: EarlierRun = {
    key: 'run 4',
    number: 4,
    experiment: initial.draft,
    phase: 'finished',
    ending: 'epochs',
    evaluations: [EARLIER_THIRD, EARLIER_FIFTH],
    steps: NO_STEPS,
    marks: [],
  };
  return { ...initial, evaluations: [FIRST, THIRD, THIRD_OF_TRAIN, TEST], earlierRuns: [earlier], differenceFrom };
}

describe('referenceEvaluation', () => {
  it('is the chosen epoch of the split shown', () => {
    expect(referenceEvaluation(state({ kind: 'epoch', epoch: 1 }), THIRD)).toEqual({ evaluation: FIRST });
    expect(referenceEvaluation(state({ kind: 'epoch', epoch: 3 }), FIRST)?.evaluation).toBe(THIRD);
  });

  it('is nothing without a choice, for an epoch that was not measured and for another epoch of the test set', () => {
    expect(referenceEvaluation(state(undefined), THIRD)).toBeUndefined();
    expect(referenceEvaluation(state({ kind: 'epoch', epoch: 1 }), THIRD_OF_TRAIN)).toBeUndefined();
    expect(referenceEvaluation(state({ kind: 'epoch', epoch: 3 }), TEST)).toBeUndefined();
  });

  it('is the same epoch of an earlier run, else its latest', () => {
    const from = { kind: 'run', key: 'run 4' } as const;
    expect(referenceEvaluation(state(from), THIRD)).toMatchObject({ evaluation: EARLIER_THIRD, run: { number: 4 } });
    expect(referenceEvaluation(state(from), FIRST)?.evaluation).toBe(EARLIER_FIFTH);
    expect(referenceEvaluation(state(from), THIRD_OF_TRAIN)).toBeUndefined();
    expect(referenceEvaluation(state({ kind: 'run', key: 'run 9' }), THIRD)).toBeUndefined();
  });
});
