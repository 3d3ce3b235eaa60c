import { CLASS_COUNT, className } from '../core/classes.ts';
import { actualTotal, type ConfusionCounts, confusionAt, predictedTotal } from '../core/confusion.ts';

/** What each cell of the confusion matrix shows and says. */

/** `ofActual`: shares of the images that are a class; `ofPredicted`: shares of the images that were given it. */
export type MatrixMode = 'counts' | 'ofPredicted' | 'ofActual';

/** Which of the two runs down the side. */
export type MatrixRows = 'predicted' | 'actual';

export interface MatrixCell {
  readonly actual: number;
  readonly predicted: number;
  readonly text: string;
  /** Position on the colour scale, 0..1. */
  readonly value: number;
  /** The cell in a sentence: its accessible name. */
  readonly sentence: string;
}

/** Made once: making one takes longer than using it a hundred times, and there are a hundred cells. */
const WHOLE_NUMBERS = new Intl.NumberFormat('en');

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

function cellSentence(actual: number, predicted: number, count: number, share: number, mode: MatrixMode): string {
  const images = `${WHOLE_NUMBERS.format(count)} ${count === 1 ? 'image' : 'images'} of ${className(actual)}`;
  const base = mode === 'ofPredicted' ? `all predicted ${className(predicted)}` : className(actual);
  return `${images} ${count === 1 ? 'was' : 'were'} predicted ${className(predicted)}: ${percent(share)} of ${base}`;
}

/** All cells row by row, in the order they are drawn. */
export function matrixCells(counts: ConfusionCounts, mode: MatrixMode, rows: MatrixRows): MatrixCell[][] {
  const labels = Array.from({ length: CLASS_COUNT }, (_, label) => label);
  const actualTotals = labels.map((label) => actualTotal(counts, label));
  const predictedTotals = labels.map((label) => predictedTotal(counts, label));
  const largestClass = Math.max(1, ...actualTotals);
  const cell = (actual: number, predicted: number): MatrixCell => {
    const count = confusionAt(counts, actual, predicted);
    const total = (mode === 'ofPredicted' ? predictedTotals[predicted] : actualTotals[actual]) ?? 0;
    const share = total === 0 ? 0 : count / total;
    return {
      actual,
      predicted,
      text: mode === 'counts' ? WHOLE_NUMBERS.format(count) : (share * 100).toFixed(1),
      value: mode === 'counts' ? count / largestClass : share,
      sentence: cellSentence(actual, predicted, count, share, mode),
    };
  };
  return labels.map((row) => labels.map((column) => (rows === 'predicted' ? cell(column, row) : cell(row, column))));
}

/** Whether the percentages of a mode add up along rows or along columns. */
export function percentDirection(mode: MatrixMode, rows: MatrixRows): 'row' | 'column' | undefined {
  if (mode === 'counts') return undefined;
  return (mode === 'ofPredicted') === (rows === 'predicted') ? 'row' : 'column';
}
