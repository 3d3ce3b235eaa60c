import { IMAGE_COUNTS, type ImageProblem } from '../state/find-image.ts';
import type { Source } from '../state/room-state.ts';
import { countText } from './format.ts';

/** Images by their number in the dataset, in words. Validation images are held out of the training file. */

const FILES: Readonly<Record<Source, string>> = { train: 'training file', test: 'test file' };

/** `45,592 of the training file` */
export function imageWords(source: Source, index: number): string {
  return `${countText(index)} of the ${FILES[source]}`;
}

/** The numbers there are: `0 to 59,999`. */
export function numbersWords(source: Source): string {
  return `0 to ${countText(IMAGE_COUNTS[source] - 1)}`;
}

/** Why an image can't be shown, and what to do. */
export function imageProblemSentence(problem: ImageProblem, source: Source): string {
  switch (problem) {
    case 'no-number':
      return `Type a whole number from ${numbersWords(source)}.`;
    case 'outside':
      return `The ${FILES[source]} has no such image: they are numbered ${numbersWords(source)}.`;
    case 'coming':
      return 'The part of the dataset with this image is still loading. Try again in a moment.';
    case 'failed':
      return 'The part of the dataset with this image could not be loaded, so it can’t be shown.';
  }
}
