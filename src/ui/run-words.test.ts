import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import type { RunState } from '../state/room-state.ts';
import { runWords } from './run-words.ts';

const finished: RunState = {
  id: 1,
  key: 'run 1',
  number: 1,
  origin: { kind: 'trained' },
  recordedOn: undefined,
  experiment: { ...DEFAULT_EXPERIMENT, earlyStoppingPatience: 4 },
  withoutShards: [],
  phase: 'finished',
  isPausing: false,
  isMeasuringTest: false,
  step: 100,
  fault: undefined,
  isHeld: true,
  marks: [],
  chosen: { learningRate: 0.001, weightDecay: 0, dropoutScale: 1 },
  ending: 'epochs',
  pace: undefined,
  evaluatingSinceMs: undefined,
};

describe('runWords', () => {
  it('tells a run that stopped early from one that went through all its epochs', () => {
    expect(runWords(finished)).toBe('Finished');
    expect(runWords({ ...finished, ending: 'early-stopping' })).toBe('Stopped early: no better epoch in 4');
    expect(runWords({ ...finished, ending: 'early-stopping', isMeasuringTest: true })).toBe('Evaluating the test set');
  });
});
