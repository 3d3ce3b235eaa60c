import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { comparedRun, forgetRun, keepEarlierRun } from './earlier-runs.ts';
import type { EvaluationRecord } from './evaluation-record.ts';
import { initialRoomState, type RoomState } from './room-state.ts';

const EVALUATION: EvaluationRecord = {
  split: 'validation',
  epoch: 1,
  step: 94,
  isBest: false,
  trainingMs: 9000,
  loss: 0.5,
  accuracy: 0.8,
  counts: new Uint32Array(100),
  answers: {
    indices: new Uint32Array(1),
    actual: new Uint8Array(1),
    predicted: new Uint8Array(1),
    probabilities: new Uint16Array(10),
  },
};

function stateWithRun(id: number, before: RoomState = initialRoomState([])): RoomState {
  const { learningRate, weightDecay, dropoutScale } = DEFAULT_EXPERIMENT;
  return {
    ...before,
    evaluations: [EVALUATION],
    run: {
      id,
      origin: { kind: 'trained' },
      recordedOn: undefined,
      experiment: DEFAULT_EXPERIMENT,
      withoutShards: [],
      phase: 'finished',
      isPausing: false,
      isMeasuringTest: false,
      step: 94,
      fault: undefined,
      isHeld: true,
      marks: [{ kind: 'restored', step: 94, epoch: 1 }],
      chosen: { learningRate, weightDecay, dropoutScale },
      ending: 'epochs',
      pace: undefined,
      evaluatingSinceMs: undefined,
    },
  };
}

/** The state after runs 1 to `count` have followed each other. */
function afterRuns(count: number, comparedRunId?: number): RoomState {
  let state = initialRoomState([]);
  for (let id = 1; id <= count; id++) {
    state = { ...state, ...keepEarlierRun(stateWithRun(id, state)), ...(id === 1 && { comparedRunId }) };
  }
  return state;
}

describe('earlier runs', () => {
  it('keeps what the charts draw of a run, without the answers to single images', () => {
    const [kept] = keepEarlierRun(stateWithRun(3)).earlierRuns;
    expect(kept).toMatchObject({ id: 3, phase: 'finished', ending: 'epochs', marks: [{ kind: 'restored' }] });
    expect(kept?.evaluations).toMatchObject([{ split: 'validation', loss: 0.5, answers: undefined }]);
  });

  it('keeps nothing of a run that was never measured, and nothing without a run', () => {
    expect(keepEarlierRun({ ...stateWithRun(1), evaluations: [] }).earlierRuns).toEqual([]);
    expect(keepEarlierRun(initialRoomState([])).earlierRuns).toEqual([]);
  });

  it('keeps the last five, and the one on the charts however old it is', () => {
    expect(afterRuns(7).earlierRuns.map(({ id }) => id)).toEqual([3, 4, 5, 6, 7]);
    expect(afterRuns(7, 1).earlierRuns.map(({ id }) => id)).toEqual([1, 4, 5, 6, 7]);
  });

  it('forgets one, and stops comparing with it', () => {
    const state = afterRuns(3, 1);
    expect(comparedRun(state)?.id).toBe(1);
    expect(forgetRun(state, 2)).toMatchObject({ earlierRuns: [{ id: 1 }, { id: 3 }], comparedRunId: 1 });
    const without = forgetRun(state, 1);
    expect(without.comparedRunId).toBeUndefined();
    expect(comparedRun(without)).toBeUndefined();
  });
});
