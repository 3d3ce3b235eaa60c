import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { epochToGoBackTo } from './back-to-best.ts';
import type { EvaluationRecord } from './evaluation-record.ts';
import type { RunMark, RunState } from './room-state.ts';

/** Epochs of 10 steps. */
function validation(epoch: number, accuracy: number, loss: number): EvaluationRecord {
  return {
    split: 'validation',
    epoch,
    step: epoch * 10,
    isBest: false,
    trainingMs: 0,
    loss,
    accuracy,
    counts: new Uint32Array(100),
    answers: undefined,
  };
}

const evaluations = [validation(1, 0.7, 0.9), validation(2, 0.8, 0.5), validation(3, 0.75, 0.4)];

function run(step: number, change: Partial<RunState> = {}): RunState {
  return {
    id: 1,
    key: 'run 1',
    number: 1,
    origin: { kind: 'trained' },
    recordedOn: undefined,
    experiment: DEFAULT_EXPERIMENT,
    withoutShards: [],
    phase: 'paused',
    isPausing: false,
    isMeasuringTest: false,
    step,
    fault: undefined,
    isHeld: true,
    marks: [],
    chosen: { learningRate: 0.001, weightDecay: 0, dropoutScale: 1 },
    ending: undefined,
    pace: undefined,
    evaluatingSinceMs: undefined,
    ...change,
  };
}

const restored = (step: number, epoch: number): RunMark => ({ kind: 'restored', step, epoch });

describe('epochToGoBackTo', () => {
  it('is the best epoch by the judge of the run', () => {
    expect(epochToGoBackTo({ run: run(34), evaluations })?.epoch).toBe(2);
    const byLoss = { ...DEFAULT_EXPERIMENT, judge: 'loss' as const };
    expect(epochToGoBackTo({ run: run(34, { experiment: byLoss }), evaluations })?.epoch).toBe(3);
  });

  it('is none where the run already has those weights', () => {
    expect(epochToGoBackTo({ run: run(20), evaluations: evaluations.slice(0, 2) })).toBeUndefined();
    expect(epochToGoBackTo({ run: run(34, { marks: [restored(34, 2)] }), evaluations })).toBeUndefined();
    // It has trained on since.
    expect(epochToGoBackTo({ run: run(35, { marks: [restored(34, 2)] }), evaluations })?.epoch).toBe(2);
  });

  it('is none without an epoch, while the run moves, and while the test set is measured', () => {
    expect(epochToGoBackTo({ run: undefined, evaluations: [] })).toBeUndefined();
    expect(epochToGoBackTo({ run: run(5), evaluations: [] })).toBeUndefined();
    expect(epochToGoBackTo({ run: run(34, { phase: 'training' }), evaluations })).toBeUndefined();
    expect(epochToGoBackTo({ run: run(34, { isMeasuringTest: true }), evaluations })).toBeUndefined();
  });
});
