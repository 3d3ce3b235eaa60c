import type { MatrixMode } from '../charts/matrix-view.ts';
import type { ClassOrderName } from '../core/class-order.ts';

/** The choices of the matrix in words; the same on the page, to a screen reader and in exported files. */

const NUMBERS: Readonly<Record<MatrixMode, string>> = {
  counts: 'number of images',
  both: 'images, % of actual class',
  ofActual: '% of the actual class',
  ofPredicted: '% of the predicted class',
};

/** What the numbers in the cells are. @param than for a difference, what it is from: `at epoch 2` */
export function numbersWords(mode: MatrixMode, than: string | undefined): string {
  if (than === undefined) return NUMBERS[mode];
  return `${NUMBERS[mode]}, more (+) or fewer (−) than ${than}`;
}

export const ORDER_WORDS: Readonly<Record<ClassOrderName, string>> = {
  dataset: 'by dataset',
  confusion: 'by confusion',
  group: 'by group',
};
