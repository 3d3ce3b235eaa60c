import { countMemorised } from '../core/memorised.ts';
import { type Experiment, isSameSetting, SETTING_NAMES } from '../experiment/schema.ts';
import type { LessonEnding, LessonEpoch, LessonRun } from '../lessons/lesson-run.ts';
import type { EvaluationRecord } from './evaluation-record.ts';
import type { RoomState, RunState } from './room-state.ts';
import { isActive } from './run-progress.ts';

/**
 * Runs as lessons see them. What an experiment gives follows from the experiment alone, so a lesson takes whatever run
 * there was of it, also one that another lesson started.
 */

type Room = Pick<RoomState, 'run' | 'evaluations' | 'dataset' | 'lessonRuns'>;

export function isSameExperiment(a: Experiment, b: Experiment): boolean {
  return SETTING_NAMES.every((name) => isSameSetting(name, a, b));
}

/** The run on screen; undefined without one, when a person changed it on its way, or when only a link or file says so. */
export function shownLessonRun({ run, evaluations, dataset }: Omit<Room, 'lessonRuns'>): LessonRun | undefined {
  if (run === undefined || run.withoutShards.length > 0 || isChanged(run) || isClaimed(run)) return undefined;
  const epochs = evaluations.flatMap((train): LessonEpoch[] => {
    if (train.split !== 'train') return [];
    const validation = evaluations.find(({ split, step }) => split === 'validation' && step === train.step);
    // The other half is still being measured.
    if (validation === undefined && run.experiment.validationShare > 0) return [];
    return [{ epoch: train.epoch, train, validation, memorised: memorisedIn(train, run, dataset.labels.train) }];
  });
  return { experiment: run.experiment, ending: endingOf(run), epochs };
}

/** The results to keep when the run on screen makes way: one run of each experiment, an ended one rather than none. */
export function keptLessonRuns(room: Room): readonly LessonRun[] {
  const shown = shownLessonRun(room);
  if (shown?.ending === undefined || shown.epochs.length + Number(shown.ending === 'diverged') === 0) {
    return room.lessonRuns;
  }
  const older = room.lessonRuns.find(({ experiment }) => isSameExperiment(experiment, shown.experiment));
  if (older !== undefined && older.epochs.length > shown.epochs.length) return room.lessonRuns;
  return [...room.lessonRuns.filter((other) => other !== older), shown].slice(-KEPT_LIMIT);
}

/** More than all lessons together have. */
const KEPT_LIMIT = 50;

function isChanged({ marks }: RunState): boolean {
  return marks.some((mark) => mark.kind === 'restored' || mark.cause === 'person');
}

function isClaimed({ origin }: RunState): boolean {
  return origin.kind === 'link' || origin.kind === 'file';
}

function endingOf(run: RunState): LessonEnding | undefined {
  if (isActive(run)) return undefined;
  if (run.phase === 'finished') return run.ending === 'early-stopping' ? 'early-stopping' : 'finished';
  return run.phase === 'diverged' ? 'diverged' : 'stopped';
}

function memorisedIn(train: EvaluationRecord, run: RunState, labels: Uint8Array | undefined): number | undefined {
  if (run.experiment.labelNoise === 0 || labels === undefined || train.answers === undefined) return undefined;
  const { wrong, learned } = countMemorised(train.answers, labels);
  return wrong === 0 ? undefined : learned / wrong;
}
