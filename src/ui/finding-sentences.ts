import { className } from '../core/classes.ts';
import { type ConfusionCounts, confusionAt } from '../core/confusion.ts';
import { type ClassMetrics, type ConfusedPair, mostConfusedPair } from '../core/report.ts';
import type { TableFigures } from './class-figures.ts';
import { countText, percentText } from './format.ts';

/** What stands out in an evaluation: the class with the lowest recall and the pair confused most. */
export function findingSentences(
  counts: ConfusionCounts,
  { classes }: { readonly classes: readonly Pick<ClassMetrics, 'recall' | 'missRate' | 'support'>[] },
): string[] {
  const pair = mostConfusedPair(counts);
  if (pair === undefined) return ['Every image was classified correctly.'];
  const worst = classes.reduce(
    (label, metrics, other) => (metrics.missRate > (classes[label]?.missRate ?? 0) ? other : label),
    0,
  );
  const { recall = 0, support = 0 } = classes[worst] ?? {};
  const taken = mostTakenFor(counts, worst);
  const missed = `${className(worst)} has the lowest recall (${percentText(recall)}): ${predictedWords(taken, support)}`;
  if (taken.actual === pair.actual && taken.count === pair.count) return [`${missed}, the most frequent confusion.`];
  const pairSupport = classes[pair.actual]?.support ?? 0;
  return [`${missed}.`, `Most frequent confusion: ${predictedWords(pair, pairSupport, className(pair.actual))}.`];
}

/** What stands below a table whose precision is marked as a convention; empty where none is. */
export function conventionNote({ classes }: Pick<TableFigures, 'classes'>): string {
  const never = classes.flatMap(({ byConvention }, label) => (byConvention.has('precision') ? [className(label)] : []));
  return never.length === 0 ? '' : ` * Never predicted, so its precision is 0 by convention: ${never.join(', ')}.`;
}

/** What the images of a class are most often mistaken for. */
function mostTakenFor(counts: ConfusionCounts, actual: number): ConfusedPair {
  let most: ConfusedPair = { actual, predicted: actual, count: 0 };
  for (let predicted = 0; predicted * predicted < counts.length; predicted++) {
    const count = confusionAt(counts, actual, predicted);
    if (predicted !== actual && count > most.count) most = { actual, predicted, count };
  }
  return most;
}

/** `143 of 1,200 are predicted as T-shirt/top` */
function predictedWords({ predicted, count }: ConfusedPair, support: number, of = ''): string {
  const total = of === '' ? countText(support) : `${countText(support)} ${of}`;
  return `${countText(count)} of ${total} ${count === 1 ? 'is' : 'are'} predicted as ${className(predicted)}`;
}
