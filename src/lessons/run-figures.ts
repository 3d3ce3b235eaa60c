import { CLASS_COUNT } from '../core/classes.ts';
import { classificationReport } from '../core/report.ts';
import type { LessonEpoch, LessonRun } from './lesson-run.ts';

/** The few numbers of a run that checks compare. */

/** Epochs that stand for a run's end. */
const LAST_EPOCHS = 3;

function lastEpochs(run: LessonRun): readonly LessonEpoch[] {
  return run.epochs.slice(-LAST_EPOCHS);
}

/** Mean of what is measured of the last epochs; undefined when nothing is. */
export function atEnd(run: LessonRun, figure: (epoch: LessonEpoch) => number | undefined): number | undefined {
  const values = lastEpochs(run)
    .map(figure)
    .filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function gapOf({ train, validation }: LessonEpoch): number | undefined {
  return validation && train.accuracy - validation.accuracy;
}

/** Validation recall of each class over the last epochs, their counts added up. */
export function recallsAtEnd(run: LessonRun): readonly number[] {
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  for (const { validation } of lastEpochs(run)) {
    for (const [cell, count] of (validation?.counts ?? []).entries()) counts[cell] = (counts[cell] ?? 0) + count;
  }
  return classificationReport(counts).classes.map(({ recall }) => recall);
}

/** The epoch with the highest of a figure, the earliest of equals, up to and including `byEpoch`. */
export function highestEpoch(
  run: LessonRun,
  figure: (epoch: LessonEpoch) => number | undefined,
  byEpoch = Number.POSITIVE_INFINITY,
): { epoch: number; value: number } | undefined {
  let highest: { epoch: number; value: number } | undefined;
  for (const measured of run.epochs) {
    const value = figure(measured);
    if (value === undefined || measured.epoch > byEpoch) continue;
    if (highest === undefined || value > highest.value) highest = { epoch: measured.epoch, value };
  }
  return highest;
}

/** The first epoch, up to and including `byEpoch`, at which a figure reaches a value. */
export function firstReaching(
  run: LessonRun,
  figure: (epoch: LessonEpoch) => number | undefined,
  wanted: number,
  byEpoch: number,
): { epoch: number; value: number } | undefined {
  for (const measured of run.epochs) {
    const value = figure(measured);
    if (measured.epoch <= byEpoch && value !== undefined && value >= wanted) return { epoch: measured.epoch, value };
  }
  return undefined;
}
