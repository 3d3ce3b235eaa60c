import { CLASS_COUNT } from './classes.ts';

/**
 * Confusion counts: how often an image of one class was given each answer.
 * `counts[actual * CLASS_COUNT + predicted]`, whole numbers, length CLASS_COUNT squared.
 */
export type ConfusionCounts = Uint32Array;

/** Counts from two lists of labels 0..9 of equal length. */
export function countConfusion(actual: Uint8Array, predicted: Uint8Array): ConfusionCounts {
  if (actual.length !== predicted.length) {
    throw new RangeError(`${actual.length} actual labels against ${predicted.length} predicted ones`);
  }
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  for (let image = 0; image < actual.length; image++) {
    const cell = (actual[image] ?? 0) * CLASS_COUNT + (predicted[image] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

export function confusionAt(counts: ConfusionCounts, actual: number, predicted: number): number {
  return counts[actual * CLASS_COUNT + predicted] ?? 0;
}

/** How many images have this class as their ground truth (the class's support). */
export function actualTotal(counts: ConfusionCounts, actual: number): number {
  let total = 0;
  for (let predicted = 0; predicted < CLASS_COUNT; predicted++) total += confusionAt(counts, actual, predicted);
  return total;
}

/** How many images were given this class as the answer. */
export function predictedTotal(counts: ConfusionCounts, predicted: number): number {
  let total = 0;
  for (let actual = 0; actual < CLASS_COUNT; actual++) total += confusionAt(counts, actual, predicted);
  return total;
}

export function imagesCounted(counts: ConfusionCounts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

export function correctCount(counts: ConfusionCounts): number {
  let correct = 0;
  for (let label = 0; label < CLASS_COUNT; label++) correct += confusionAt(counts, label, label);
  return correct;
}

/** Share of the images answered rightly, 0..1; 0 when none were counted. */
export function accuracyOf(counts: ConfusionCounts): number {
  const total = imagesCounted(counts);
  return total === 0 ? 0 : correctCount(counts) / total;
}
