import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import type { RunState, ShownPhase } from './room-state.ts';
import { canMeasureTest, isActive, isEnded, isMoving, runProgress, settingsNeedingRestart } from './run-progress.ts';

function run(phase: ShownPhase, change: Partial<RunState> = {}): RunState {
  return {
    id: 1,
    key: 'run 1',
    number: 1,
    origin: { kind: 'trained' },
    recordedOn: undefined,
    // 10 steps an epoch, 3 epochs.
    experiment: { ...DEFAULT_EXPERIMENT, trainImages: 1000, batchSize: 100, epochs: 3 },
    withoutShards: [],
    phase,
    isPausing: false,
    isMeasuringTest: false,
    step: 12,
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

describe('the progress of a run', () => {
  it('counts the epoch under way from 1 and never past the last', () => {
    expect(runProgress(run('training'))).toMatchObject({ epoch: 2, epochs: 3, step: 12, steps: 30, share: 0.4 });
    expect(runProgress(run('finished', { step: 30 })).epoch).toBe(3);
    expect(runProgress(run('paused', { step: 20 })).epoch).toBe(3);
    expect(runProgress(run('finished', { step: 20 })).epoch).toBe(2);
    expect(runProgress(run('stopped', { step: 0 })).epoch).toBe(1);
  });

  it('knows the time left from the pace of steps and evaluations, not before', () => {
    expect(runProgress(run('training')).leftMs).toBeUndefined();
    const pace = { msPerStep: 10, imagesPerSecond: 0, evaluationMs: 500 };
    expect(runProgress(run('training', { pace })).leftMs).toBe(18 * 10 + 2 * 500);
  });

  it('is moving, paused or ended, and only one of them', () => {
    expect(isMoving(run('evaluating'))).toBe(true);
    expect(isActive(run('paused'))).toBe(true);
    expect(isMoving(run('paused'))).toBe(false);
    expect(isEnded(run('lost'))).toBe(true);
    expect(isActive(undefined)).toBe(false);
  });

  it('lets the test set be measured while the weights stand still and exist', () => {
    expect(canMeasureTest(run('paused'))).toBe(true);
    expect(canMeasureTest(run('training'))).toBe(false);
    expect(canMeasureTest(run('finished', { isHeld: false }))).toBe(false);
    expect(canMeasureTest(run('paused', { step: 0 }))).toBe(false);
  });
});

describe('settingsNeedingRestart', () => {
  it('names what differs, but what a run takes over while it goes on only once it has ended', () => {
    const live = run('training');
    const draft = { ...live.experiment, seed: 2, learningRate: 0.1, dropoutScale: 0 };
    expect(settingsNeedingRestart(live, draft)).toEqual(['seed']);
    expect(settingsNeedingRestart(run('stopped'), draft)).toEqual(['learningRate', 'dropoutScale', 'seed']);
  });

  it('compares class weights one by one', () => {
    const { experiment } = run('training');
    const classWeights = [...experiment.classWeights];
    expect(settingsNeedingRestart(run('training'), { ...experiment, classWeights })).toEqual([]);
    classWeights[6] = 3;
    expect(settingsNeedingRestart(run('training'), { ...experiment, classWeights })).toEqual(['classWeights']);
  });
});
