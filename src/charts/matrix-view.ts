import { CLASS_COUNT, className } from '../core/classes.ts';
import { actualTotal, type ConfusionCounts, confusionAt, predictedTotal } from '../core/confusion.ts';

/** What each cell of the confusion matrix shows and says. */

/**
 * `ofActual`: shares of the images that are a class; `ofPredicted`: shares of the images that were given it; `both`:
 * counts with the shares of the actual class below them.
 */
export type MatrixMode = 'counts' | 'ofPredicted' | 'ofActual' | 'both';

/** Which of the two runs down the side. */
export type MatrixRows = 'predicted' | 'actual';

/** Another evaluation, subtracted from the one shown. */
interface MatrixReference {
  readonly counts: ConfusionCounts;
  /** What it is, to stand after "than": `at epoch 2`. */
  readonly words: string;
}

export interface MatrixChoices {
  readonly counts: ConfusionCounts;
  readonly mode: MatrixMode;
  readonly rows: MatrixRows;
  /** The labels in the order of rows and columns. */
  readonly order: readonly number[];
  /** Right answers get no colour and no number, and the scale ends at the largest error. */
  readonly hidesDiagonal: boolean;
  readonly reference: MatrixReference | undefined;
}

export interface MatrixCell {
  readonly actual: number;
  readonly predicted: number;
  /** Empty on a diagonal that is hidden. */
  readonly text: string;
  /** A second line. */
  readonly below: string | undefined;
  /** Position on the colour scale, 0..1; of a difference -1..1. */
  readonly value: number;
  /** What the text is of: images, or a share of 0..1; of a difference with its sign. */
  readonly quantity: number;
  /** The cell in a sentence: its accessible name. */
  readonly sentence: string;
}

export interface MatrixView {
  /** Row by row, as they are drawn. */
  readonly cells: readonly (readonly MatrixCell[])[];
  readonly order: readonly number[];
  readonly rows: MatrixRows;
  readonly isDifference: boolean;
  /** Quantity at the end of the colour scale, images or a share; a difference has it at both ends. */
  readonly scaleEnd: number;
}

/** Made once: making one takes longer than using it a hundred times, and there are a hundred cells. */
const WHOLE_NUMBERS = new Intl.NumberFormat('en');

/** Digits with the minus sign of print; nothing is above or below zero by a rounding. */
function signed(digits: string): string {
  if (Number(digits.replaceAll(',', '')) === 0) return digits.replace('-', '');
  return digits.startsWith('-') ? `−${digits.slice(1)}` : `+${digits}`;
}

const countText = (count: number) => WHOLE_NUMBERS.format(count);
const shareText = (share: number) => (share * 100).toFixed(1);
const percent = (share: number) => `${shareText(share)}%`;

/** Shares of a mode are of the actual class unless they are of the predicted one. */
function totalsOf(counts: ConfusionCounts, mode: MatrixMode): number[] {
  const total = mode === 'ofPredicted' ? predictedTotal : actualTotal;
  return Array.from({ length: CLASS_COUNT }, (_, label) => total(counts, label));
}

interface Figures {
  readonly count: number;
  /** 0 where there is nothing to share. */
  readonly share: number;
}

function figuresOf(counts: ConfusionCounts, mode: MatrixMode): (actual: number, predicted: number) => Figures {
  const totals = totalsOf(counts, mode);
  return (actual, predicted) => {
    const count = confusionAt(counts, actual, predicted);
    const total = totals[mode === 'ofPredicted' ? predicted : actual] ?? 0;
    return { count, share: total === 0 ? 0 : count / total };
  };
}

function sentenceOf(actual: number, predicted: number, { count, share }: Figures, mode: MatrixMode): string {
  const images = `${countText(count)} ${count === 1 ? 'image' : 'images'} of ${className(actual)}`;
  const base = mode === 'ofPredicted' ? `all predicted as ${className(predicted)}` : className(actual);
  return `${images} ${count === 1 ? 'was' : 'were'} predicted as ${className(predicted)}: ${percent(share)} of ${base}`;
}

function changeSentence(now: Figures, before: Figures, mode: MatrixMode, words: string): string {
  const change = (difference: number, text: (value: number) => string, unit: string, then: string) =>
    difference === 0
      ? `as many as ${words}`
      : `${text(Math.abs(difference))}${unit} ${difference > 0 ? 'more' : 'fewer'} than ${words} (${then})`;
  if (mode === 'counts' || mode === 'both') {
    return change(now.count - before.count, countText, '', countText(before.count));
  }
  return change(now.share - before.share, shareText, ' points', percent(before.share));
}

/** The next of 1, 2, 5, 10, 20, ... at or above: a scale that stays put while the numbers under it move a little. */
function roundEnd(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  // A little slack, so that the rounding of 0.2 / 0.1 is no reason for the next step.
  return ([1, 2, 5].find((step) => value <= step * power * (1 + 1e-9)) ?? 10) * power;
}

/** All that is drawn of a matrix, exported of it and said about it. */
export function matrixView(choices: MatrixChoices): MatrixView {
  const { counts, mode, rows, order, hidesDiagonal, reference } = choices;
  const figures = figuresOf(counts, mode);
  const figuresBefore = reference && figuresOf(reference.counts, mode);
  const isOfImages = mode === 'counts' || mode === 'both';
  const quantityAt = (actual: number, predicted: number): number => {
    const [now, before] = [figures(actual, predicted), figuresBefore?.(actual, predicted)];
    return isOfImages ? now.count - (before?.count ?? 0) : now.share - (before?.share ?? 0);
  };

  const shown = order.flatMap((actual) =>
    order.filter((predicted) => !hidesDiagonal || actual !== predicted).map((other) => quantityAt(actual, other)),
  );
  const largest = shown.reduce((most, quantity) => Math.max(most, Math.abs(quantity)), 0);
  // Fixed for shares, and by the largest class for counts: matrices of different epochs compare.
  const fixedEnd = isOfImages ? Math.max(1, ...totalsOf(counts, 'ofActual')) : 1;
  const scaleEnd = reference === undefined && !hidesDiagonal ? fixedEnd : largest === 0 ? fixedEnd : roundEnd(largest);

  const cell = (actual: number, predicted: number): MatrixCell => {
    const now = figures(actual, predicted);
    const before = figuresBefore?.(actual, predicted);
    const isHidden = hidesDiagonal && actual === predicted;
    const quantity = quantityAt(actual, predicted);
    const share = now.share - (before?.share ?? 0);
    const inSign = before === undefined ? (digits: string) => digits : signed;
    const sentence = sentenceOf(actual, predicted, now, mode);
    return {
      actual,
      predicted,
      text: isHidden ? '' : inSign(isOfImages ? countText(quantity) : shareText(quantity)),
      below: mode === 'both' && !isHidden ? `${inSign(shareText(share))}%` : undefined,
      value: isHidden ? 0 : quantity / scaleEnd,
      quantity,
      sentence:
        before === undefined ? sentence : `${sentence}; ${changeSentence(now, before, mode, reference?.words ?? '')}`,
    };
  };
  const cells = order.map((row) =>
    order.map((column) => (rows === 'predicted' ? cell(column, row) : cell(row, column))),
  );
  return { cells, order, rows, isDifference: reference !== undefined, scaleEnd };
}

/** Whether the percentages of a mode add up along rows or along columns. */
export function percentDirection(mode: MatrixMode, rows: MatrixRows): 'row' | 'column' | undefined {
  if (mode === 'counts' || mode === 'both') return undefined;
  return (mode === 'ofPredicted') === (rows === 'predicted') ? 'row' : 'column';
}
