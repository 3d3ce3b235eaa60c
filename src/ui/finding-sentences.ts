import { className } from '../core/classes.ts';
import type { ConfusionCounts } from '../core/confusion.ts';
import { type ClassificationReport, mostConfusedPair } from '../core/report.ts';
import { countText, percentText } from './format.ts';

/** What stands out in an evaluation: the class missed most and the pair confused most. */
export function findingSentences(counts: ConfusionCounts, { classes }: ClassificationReport): string[] {
  const worst = classes.reduce(
    (label, metrics, other) => (metrics.missRate > (classes[label]?.missRate ?? 0) ? other : label),
    0,
  );
  const missRate = classes[worst]?.missRate ?? 0;
  const pair = mostConfusedPair(counts);
  if (pair === undefined || missRate === 0) return ['Every image was answered rightly.'];
  const images = pair.count === 1 ? '1 image' : `${countText(pair.count)} images`;
  return [
    `Most missed: ${className(worst)}, ${percentText(missRate)} of its images.`,
    `Most confused: ${images} of ${className(pair.actual)} taken for ${className(pair.predicted)}.`,
  ];
}
