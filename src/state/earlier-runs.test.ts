import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { fakeKey, fakeRecord } from '../runs/fake-run.ts';
import { addEarlierRun, drawnRuns, earlierRunOf, forgetRun, keepEarlierRun } from './earlier-runs.ts';
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
      key: `run ${id}`,
      number: id,
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
function afterRuns(count: number, comparedKeys: readonly string[] = []): RoomState {
  let state: RoomState = { ...initialRoomState([]), comparedKeys };
  for (let id = 1; id <= count; id++) state = { ...state, ...keepEarlierRun(stateWithRun(id, state)) };
  return state;
}

/** One image of class 0, answered rightly or not. */
const oneImage = (isRight: boolean) =>
  Uint32Array.from({ length: 100 }, (_, cell) => Number(cell === Number(!isRight)));

const keysOf = (runs: readonly { readonly key: string }[]) => runs.map(({ key }) => key);

describe('earlier runs', () => {
  it('keeps what the charts draw of a run', () => {
    const [kept] = keepEarlierRun(stateWithRun(3)).earlierRuns;
    expect(kept).toMatchObject({ key: 'run 3', phase: 'finished', ending: 'epochs', marks: [{ kind: 'restored' }] });
    expect(kept?.evaluations).toMatchObject([{ split: 'validation', loss: 0.5 }]);
  });

  it('keeps the answers of the best epoch and of the newest test to compare by, and no others', () => {
    const at = (split: EvaluationRecord['split'], epoch: number, accuracy: number) => ({
      ...EVALUATION,
      split,
      epoch,
      step: 4 * epoch,
      accuracy,
    });
    const evaluations = [
      at('train', 1, 0.9),
      at('validation', 1, 0.7),
      at('test', 1, 0.7),
      at('train', 2, 0.9),
      at('validation', 2, 0.8),
      at('train', 3, 0.9),
      at('validation', 3, 0.6),
      at('test', 2, 0.8),
    ];
    const withAnswers = (kept: readonly EvaluationRecord[] | undefined) =>
      kept?.flatMap(({ split, epoch, answers }) => (answers === undefined ? [] : [`${split} ${epoch}`]));
    const [kept] = keepEarlierRun({ ...stateWithRun(3), evaluations }).earlierRuns;
    expect(withAnswers(kept?.evaluations)).toEqual(['validation 2', 'test 2']);
    expect(kept?.evaluations.map(({ answers: _, ...rest }) => rest)).toEqual(
      evaluations.map(({ answers: _, ...rest }) => rest),
    );
    const record = fakeRecord({ step: 12 });
    const stored = evaluations.map(({ accuracy: _, ...evaluation }) => ({
      ...evaluation,
      counts: oneImage(evaluation.epoch === 2),
    }));
    const read = earlierRunOf({ ...record, history: { ...record.history, evaluations: stored } });
    expect(withAnswers(read.evaluations)).toEqual(['validation 2', 'test 2']);
  });

  it('keeps nothing of a run that was never measured, and nothing without a run', () => {
    expect(keepEarlierRun({ ...stateWithRun(1), evaluations: [] }).earlierRuns).toEqual([]);
    expect(keepEarlierRun(initialRoomState([])).earlierRuns).toEqual([]);
  });

  it('keeps the last eight, and those on the charts however old they are', () => {
    expect(keysOf(afterRuns(10).earlierRuns)).toEqual([3, 4, 5, 6, 7, 8, 9, 10].map((id) => `run ${id}`));
    const compared = afterRuns(10, ['run 1', 'run 3']);
    expect(keysOf(compared.earlierRuns)).toEqual([1, 3, 5, 6, 7, 8, 9, 10].map((id) => `run ${id}`));
  });

  it('has a run once, whether it made way here or was read from the store', () => {
    const record = fakeRecord({ key: fakeKey(4), step: 9 });
    const stored = earlierRunOf(record);
    expect(stored).toMatchObject({ key: fakeKey(4), phase: 'stopped' });
    expect(stored.steps.losses).toHaveLength(9);
    const before = {
      ...afterRuns(2),
      earlierRuns: [{ ...stored, phase: 'paused' as const }, ...afterRuns(1).earlierRuns],
    };
    expect(addEarlierRun(before, stored).earlierRuns.map(({ key, phase }) => [key, phase])).toEqual([
      ['run 1', 'finished'],
      [fakeKey(4), 'stopped'],
    ]);
  });

  it('draws the first five that were chosen, never the run on screen twice', () => {
    const chosen = [1, 2, 3, 4, 5, 6].map((id) => `run ${id}`);
    const state = afterRuns(6, chosen);
    expect(keysOf(drawnRuns(state))).toEqual(chosen.slice(0, 5));
    expect(keysOf(drawnRuns({ ...stateWithRun(2, state) }))).toEqual(chosen.filter((key) => key !== 'run 2'));
  });

  it('takes a run from elsewhere by its own name, and never for one of the store', () => {
    const record = fakeRecord();
    const named = { ...record, header: { ...record.header, name: 'A reference' } };
    const key = record.header.key;
    expect(earlierRunOf(named)).toMatchObject({ key, name: undefined });
    expect(earlierRunOf(named, { kind: 'reference', id: 'any' })).toMatchObject({
      key: `reference ${key}`,
      name: 'A reference',
    });
  });

  it('forgets one, and stops comparing with it', () => {
    const state = afterRuns(3, ['run 1', 'run 2']);
    expect(forgetRun(state, 'run 2')).toMatchObject({ comparedKeys: ['run 1'] });
    expect(keysOf(forgetRun(state, 'run 2').earlierRuns)).toEqual(['run 1', 'run 3']);
  });
});
