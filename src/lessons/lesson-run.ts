import type { ConfusionCounts } from '../core/confusion.ts';
import type { Experiment } from '../experiment/schema.ts';

/** What the checks of a lesson look at: the measurements of one run, wherever they come from. */

/** One split measured at one epoch's end, in inference mode. */
export interface Measurement {
  /** 0..1 */
  readonly accuracy: number;
  /** Mean cross-entropy. */
  readonly loss: number;
  readonly counts: ConfusionCounts;
}

export interface LessonEpoch {
  /** Counted from 1. */
  readonly epoch: number;
  /** Against the labels that were trained on, label noise included. */
  readonly train: Measurement;
  /** Against the dataset's own labels; missing without a validation share. */
  readonly validation: Measurement | undefined;
  /** Of the training images with a wrong label, the share answered with that wrong label, 0..1; undefined without any. */
  readonly memorised: number | undefined;
}

/** How a run ended; undefined while it is under way. */
export type LessonEnding = 'finished' | 'early-stopping' | 'diverged' | 'stopped';

export interface LessonRun {
  readonly experiment: Experiment;
  readonly ending: LessonEnding | undefined;
  /** In order. */
  readonly epochs: readonly LessonEpoch[];
}
