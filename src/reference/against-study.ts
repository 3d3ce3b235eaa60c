import { correctCount, imagesCounted } from '../core/confusion.ts';
import { twoSharesP } from '../core/two-shares.ts';
import type { Measured, ReferenceRun } from './reference-run.ts';
import type { StudyRow } from './study.ts';

/** How many images the study measured: a fifth of the training file, and the test file. */
const VALIDATION_IMAGES = 12_000;
const TEST_IMAGES = 10_000;

/**
 * How often chance would set two equally good networks so far apart as the study's figure and ours, by the test of two
 * shares: of the study's answers to single images nothing is known, so what it misses stays unseen.
 */
export interface AgainstStudy {
  readonly validation?: number;
  readonly test?: number;
}

export function againstStudy(study: StudyRow, { epochs, test }: ReferenceRun): AgainstStudy {
  const kept = epochs[test.epoch - 1];
  return {
    ...(study.validation !== undefined &&
      kept && { validation: pOf(study.validation, VALIDATION_IMAGES, kept.validation) }),
    ...(study.test !== undefined && { test: pOf(study.test, TEST_IMAGES, test) }),
  };
}

function pOf(share: number, images: number, { counts }: Measured): number {
  const ours = Uint32Array.from(counts);
  return twoSharesP(
    { successes: Math.round(share * images), trials: images },
    { successes: correctCount(ours), trials: imagesCounted(ours) },
  );
}
