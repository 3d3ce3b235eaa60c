import { expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, stepsPerEpoch } from '../../experiment/schema.ts';
import type { RunState } from '../../state/room-state.ts';
import { reportState } from './report-state.ts';

const EXPERIMENT = { ...DEFAULT_EXPERIMENT, epochs: 8 };
const PER_EPOCH = stepsPerEpoch(EXPERIMENT);

const run: RunState = {
  id: 1,
  key: 'run 1',
  number: 1,
  origin: { kind: 'trained' },
  recordedOn: undefined,
  experiment: EXPERIMENT,
  withoutShards: [],
  phase: 'training',
  isPausing: false,
  isMeasuringTest: false,
  step: 2 * PER_EPOCH + 1,
  fault: undefined,
  isHeld: true,
  marks: [],
  chosen: { learningRate: 0.001, weightDecay: 0, dropoutScale: 1 },
  ending: undefined,
  pace: undefined,
  evaluatingSinceMs: undefined,
};

it('counts the epochs that are over, not the one under way', () => {
  expect(reportState(run, 9000)).toBe(`Training after 2 of 8 epochs, ${2 * PER_EPOCH + 1} steps and 0:09 of training.`);
  expect(reportState({ ...run, phase: 'paused', step: 1 }, 0)).toBe('Paused after 0 of 8 epochs, 1 step.');
  expect(reportState({ ...run, phase: 'finished', step: 8 * PER_EPOCH }, undefined)).toContain('Finished after 8 of 8');
});
