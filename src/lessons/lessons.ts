import { CAPACITY } from './capacity.ts';
import { LABEL_NOISE, SHIRT_WEIGHTED } from './labels.ts';
import { RATE_TOO_HIGH, RATE_TOO_LOW } from './learning-rate.ts';
import type { Lesson } from './lesson.ts';
import { MEMORISE_500, MEMORISE_AUGMENTATION, MEMORISE_DROPOUT, MEMORISE_EARLY_STOPPING } from './memorising.ts';

/** In the order a course would take them. */
export const LESSONS: readonly Lesson[] = [
  MEMORISE_500,
  MEMORISE_DROPOUT,
  MEMORISE_AUGMENTATION,
  MEMORISE_EARLY_STOPPING,
  CAPACITY,
  RATE_TOO_HIGH,
  RATE_TOO_LOW,
  LABEL_NOISE,
  SHIRT_WEIGHTED,
];

export function lessonById(id: string): Lesson | undefined {
  return LESSONS.find((lesson) => lesson.id === id);
}
