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

/**
 * Of the images whose label was changed before training, the share that the network answers with the changed one.
 * @param indices dataset index of each image
 * @param trainedOn the label each image was trained with
 * @param predicted the network's answer to each image
 * @param datasetLabels the dataset's own labels, by index
 * @returns 0..1; undefined when no label was changed
 */
export function memorisedShare(
  indices: Uint32Array,
  trainedOn: Uint8Array,
  predicted: Uint8Array,
  datasetLabels: Uint8Array,
): number | undefined {
  let changed = 0;
  let learnt = 0;
  for (let position = 0; position < indices.length; position++) {
    const label = trainedOn[position];
    if (label === datasetLabels[indices[position] ?? 0]) continue;
    changed++;
    if (predicted[position] === label) learnt++;
  }
  return changed === 0 ? undefined : learnt / changed;
}
