import { expect, it } from 'vitest';
import { CLASS_COUNT } from './classes.ts';
import { makeSplit } from './split.ts';
import { splitSizes } from './split-sizes.ts';

/** 6,000 of each class, as the dataset has them. */
const LABELS = Uint8Array.from({ length: 60_000 }, (_, image) => (3 * image) % CLASS_COUNT);

function perClass(indices: Uint32Array): Uint32Array {
  const counts = new Uint32Array(CLASS_COUNT);
  for (const image of indices) {
    const label = LABELS[image] ?? 0;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}

it.each([
  [12_000, 0.2],
  [48_000, 0.2],
  [57, 0.1],
  [1003, 0.5],
  [30_000, 0.5],
  [5000, 0.0123],
  [60_000, 0],
] as const)(
  'splitSizes says what makeSplit of %i images and a share of %f comes to',
  (trainImages, validationShare) => {
    const split = makeSplit(LABELS, { seed: 3, trainImages, validationShare });
    const sizes = splitSizes({ trainImages, validationShare });
    expect(sizes.train).toEqual(perClass(split.trainEvaluation));
    expect(sizes.validation).toEqual(perClass(split.validation));
  },
);
