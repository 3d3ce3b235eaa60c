import { accuracyOf, correctCount, imagesCounted } from '../core/confusion.ts';
import { type Interval, wilsonInterval } from '../core/wilson.ts';
import { referenceRecipe } from '../experiment/presets.ts';
import { isSameSetting, SETTING_NAMES, stepsPerEpoch } from '../experiment/schema.ts';
import type { Measured, ReferenceRun } from './reference-run.ts';
import type { RowGoal } from './study.ts';

/** Whether a run is one of its network's recipe, and what it reached of its goal. */

/** A run cut short must have waited so many epochs for a better one. */
const LEAST_PATIENCE = 8;

/** Settings that a run of the recipe may have as it likes. */
const FREE_SETTINGS = ['seed', 'earlyStoppingPatience'];

export interface Reached {
  /** Shares, 0..1, of the epoch whose weights were kept. */
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly interval: Interval;
  /** Of the last epoch, measured at its end on fixed images with dropout off. */
  readonly lastTrain: number;
  readonly lastGap: number;
  /** Of the last epoch, as Keras prints it. */
  readonly lastRunningTrain: number;
  /** What training alone takes when nothing else runs on the machine. */
  readonly undisturbedSeconds: number;
}

export function accuracyOfMeasured({ counts }: Measured): number {
  return accuracyOf(Uint32Array.from(counts));
}

/**
 * Train accuracy of an epoch as the history of Keras' `model.fit` has it: the share of the epoch's training images that
 * were answered rightly in passing, dropout and augmentation on, by weights that changed from batch to batch. It lags
 * behind what the network knows at the epoch's end, and dropout holds it back further. Where groups of the curve reach
 * over the epoch's edge their mean counts for each of their steps.
 * @param epoch from 1
 */
export function runningTrainAccuracy({ experiment, curve }: ReferenceRun, epoch: number): number {
  const { trainImages, batchSize } = experiment;
  const perEpoch = stepsPerEpoch(experiment);
  let right = 0;
  for (let step = 0; step < perEpoch; step++) {
    const images = Math.min(batchSize, trainImages - step * batchSize);
    const group = Math.floor(((epoch - 1) * perEpoch + step) / curve.stride);
    right += images * (curve.accuracies[group] ?? Number.NaN);
  }
  return right / trainImages;
}

export function reached(run: ReferenceRun): Reached {
  const { epochs, test } = run;
  const kept = epochs[test.epoch - 1];
  const last = epochs.at(-1);
  // The schema lets no run through that has no epochs or was tested with another.
  if (kept === undefined || last === undefined) throw new RangeError('a run without its epochs');
  const counts = Uint32Array.from(test.counts);
  const lastTrain = accuracyOfMeasured(last.train);
  return {
    train: accuracyOfMeasured(kept.train),
    validation: accuracyOfMeasured(kept.validation),
    test: accuracyOf(counts),
    interval: wilsonInterval(correctCount(counts), imagesCounted(counts)),
    lastTrain,
    lastRunningTrain: runningTrainAccuracy(run, epochs.length),
    lastGap: lastTrain - accuracyOfMeasured(last.validation),
    undisturbedSeconds: undisturbedSeconds(epochs),
  };
}

/** Whether a run was trained by its network's recipe to the letter, seed apart: the study's, or that of our own. */
export function isOfRecipe({ experiment }: ReferenceRun): boolean {
  const recipe = referenceRecipe(experiment.network);
  return SETTING_NAMES.every((name) => FREE_SETTINGS.includes(name) || isSameSetting(name, recipe, experiment));
}

/** Why a run is no full one of the recipe, by code that a commit holds; undefined when it is. */
function notFull(run: ReferenceRun): string | undefined {
  const { experiment, epochs, ending, modified } = run;
  if (!isOfRecipe(run)) return "not the network's recipe";
  if (modified) return 'trained with code that is in no commit';
  if (ending === 'epochs') return epochs.length === experiment.epochs ? undefined : 'not all epochs were trained';
  return experiment.earlyStoppingPatience >= LEAST_PATIENCE
    ? undefined
    : `stopped before ${LEAST_PATIENCE} epochs had passed without a better validation accuracy`;
}

/**
 * What training alone takes when every epoch is as fast as the fastest: other work on the machine makes an epoch slower,
 * and nothing makes one faster than the machine.
 */
function undisturbedSeconds(epochs: ReferenceRun['epochs']): number {
  const took = epochs.map(({ trainingMs }, index) => trainingMs - (epochs[index - 1]?.trainingMs ?? 0));
  return (epochs.length * Math.min(...took)) / 1000;
}

/** What keeps a run from its row's goal; empty when nothing does. Shares are compared as measured, not as shown. */
export function shortfalls(row: RowGoal, run: ReferenceRun): string[] {
  const problems: string[] = [];
  const reason = notFull(run);
  if (reason !== undefined) problems.push(reason);
  const { test, lastTrain, lastGap, undisturbedSeconds: seconds } = reached(run);
  const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
  if (test < row.bar) problems.push(`test accuracy ${percent(test)} is below ${percent(row.bar)}`);
  if (row.overfit !== undefined) {
    const { train, gap } = row.overfit;
    if (lastTrain <= train) problems.push(`train accuracy ${percent(lastTrain)} is not over ${percent(train)}`);
    if (lastGap <= gap) problems.push(`the gap of ${percent(lastGap)} is not over ${percent(gap)}`);
  }
  if (row.mostTrainingSeconds !== undefined) {
    const minutes = (value: number): string => (value / 60).toFixed(1);
    const most = minutes(row.mostTrainingSeconds);
    const { backend, threads } = run.device;
    if (backend !== 'wasm' || threads > 2) {
      problems.push(`not trained on two cores without a GPU, so the limit of ${most} minutes there was not tested`);
    } else if (seconds > row.mostTrainingSeconds) {
      problems.push(`${minutes(seconds)} minutes of training at its fastest epoch's pace are more than ${most}`);
    }
  }
  return problems;
}
