import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import type { EvaluationRecord } from './evaluation-record.ts';
import { keptLessonRuns, shownLessonRun } from './lesson-results.ts';
import { NO_DATASET, type RunMark, type RunState, type ShownPhase } from './room-state.ts';

function runOf(experiment: Experiment, phase: ShownPhase, marks: readonly RunMark[] = []): RunState {
  return {
    id: 1,
    key: 'run 1',
    number: 1,
    origin: { kind: 'trained' },
    recordedOn: undefined,
    experiment,
    withoutShards: [],
    phase,
    isPausing: false,
    isMeasuringTest: false,
    step: 0,
    fault: undefined,
    isHeld: true,
    marks,
    chosen: { learningRate: 0.001, weightDecay: 0, dropoutScale: 1 },
    ending: phase === 'finished' ? 'epochs' : undefined,
    pace: undefined,
    evaluatingSinceMs: undefined,
  };
}

function evaluation(split: EvaluationRecord['split'], epoch: number, accuracy = 0.8): EvaluationRecord {
  const counts = new Uint32Array(CLASS_COUNT ** 2);
  return {
    split,
    epoch,
    step: epoch * 10,
    isBest: false,
    trainingMs: 0,
    loss: 0.5,
    accuracy,
    counts,
    answers: undefined,
  };
}

const EVALUATIONS = [evaluation('train', 1, 0.9), evaluation('validation', 1), evaluation('train', 2, 0.95)];

describe('shownLessonRun', () => {
  it('pairs the splits of each epoch and leaves out one that is half measured', () => {
    const run = runOf(DEFAULT_EXPERIMENT, 'training');
    const shown = shownLessonRun({ run, evaluations: EVALUATIONS, dataset: NO_DATASET });
    expect(shown).toMatchObject({ ending: undefined, experiment: DEFAULT_EXPERIMENT });
    expect(shown?.epochs.map(({ epoch, train, validation }) => [epoch, train.accuracy, validation?.accuracy])).toEqual([
      [1, 0.9, 0.8],
    ]);
  });

  it('says how the run ended', () => {
    const ending = (phase: ShownPhase) =>
      shownLessonRun({ run: runOf(DEFAULT_EXPERIMENT, phase), evaluations: [], dataset: NO_DATASET })?.ending;
    const phases: ShownPhase[] = ['finished', 'diverged', 'stopped', 'failed', 'lost', 'paused'];
    expect(phases.map(ending)).toEqual(['finished', 'diverged', 'stopped', 'stopped', 'stopped', undefined]);
    const run = { ...runOf(DEFAULT_EXPERIMENT, 'finished'), ending: 'early-stopping' } as const;
    expect(shownLessonRun({ run, evaluations: [], dataset: NO_DATASET })?.ending).toBe('early-stopping');
  });

  it("is no run of a lesson once a person changed it, when shards are missing, or on a link's word", () => {
    const mark = { kind: 'setting', step: 3, name: 'learningRate', value: 0.1 } as const;
    const shownWith = (run: RunState) => shownLessonRun({ run, evaluations: [], dataset: NO_DATASET });
    expect(shownWith(runOf(DEFAULT_EXPERIMENT, 'training', [{ ...mark, cause: 'person' }]))).toBeUndefined();
    expect(shownWith(runOf(DEFAULT_EXPERIMENT, 'training', [{ ...mark, cause: 'plateau' }]))).toBeDefined();
    expect(shownWith(runOf(DEFAULT_EXPERIMENT, 'training', [{ kind: 'restored', step: 3, epoch: 1 }]))).toBeUndefined();
    expect(shownWith({ ...runOf(DEFAULT_EXPERIMENT, 'training'), withoutShards: [1] })).toBeUndefined();
    expect(shownWith({ ...runOf(DEFAULT_EXPERIMENT, 'finished'), origin: { kind: 'link' } })).toBeUndefined();
  });

  it('knows how many wrong labels were learnt', () => {
    const run = runOf({ ...DEFAULT_EXPERIMENT, labelNoise: 0.4 }, 'training');
    const answers = {
      indices: Uint32Array.of(0, 1),
      actual: Uint8Array.of(5, 6),
      predicted: Uint8Array.of(5, 0),
      probabilities: new Uint16Array(20),
    };
    const evaluations = [{ ...evaluation('train', 1), answers }, evaluation('validation', 1)];
    const dataset = { ...NO_DATASET, labels: { train: Uint8Array.of(0, 0) } };
    expect(shownLessonRun({ run, evaluations, dataset })?.epochs[0]?.memorised).toBe(0.5);
  });
});

describe('keptLessonRuns', () => {
  const other: Experiment = { ...DEFAULT_EXPERIMENT, seed: 2 };
  const room = (run: RunState, lessonRuns = keptNothing) => ({
    run,
    evaluations: EVALUATIONS,
    dataset: NO_DATASET,
    lessonRuns,
  });
  const keptNothing = [] as ReturnType<typeof keptLessonRuns>;

  it('keeps what ended, one of each experiment', () => {
    const first = keptLessonRuns(room(runOf(DEFAULT_EXPERIMENT, 'finished')));
    expect(first).toHaveLength(1);
    expect(keptLessonRuns(room(runOf(DEFAULT_EXPERIMENT, 'finished'), first))).toHaveLength(1);
    expect(keptLessonRuns(room(runOf(other, 'finished'), first))).toHaveLength(2);
  });

  it('keeps nothing of a run under way', () => {
    expect(keptLessonRuns(room(runOf(DEFAULT_EXPERIMENT, 'paused')))).toEqual([]);
  });

  it('does not give a whole run away for one that was stopped early', () => {
    const whole = keptLessonRuns(room(runOf(DEFAULT_EXPERIMENT, 'finished')));
    const stopped = { ...room(runOf(DEFAULT_EXPERIMENT, 'stopped'), whole), evaluations: [] };
    expect(keptLessonRuns(stopped)).toBe(whole);
  });
});
