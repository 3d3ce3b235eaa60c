import { CLASS_COUNT } from './classes.ts';
import { actualTotal, type ConfusionCounts, confusionAt, imagesCounted, predictedTotal } from './confusion.ts';

/**
 * Per-class metrics, by scikit-learn's definitions (`precision_recall_fscore_support` with `zero_division=0`): a ratio
 * whose denominator is 0 is reported as 0 and marked undefined, never NaN.
 */
export interface ClassMetrics {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** 1 - recall; 0 for a class without images. */
  readonly missRate: number;
  /** Of the images of other classes, the share that were not given this one; recall of "not this class". */
  readonly specificity: number;
  readonly support: number;
  /** The class was never predicted: its precision is 0 by convention. */
  readonly precisionUndefined: boolean;
  /** No image has this class: its recall is 0 by convention. */
  readonly recallUndefined: boolean;
  /** Every image has this class: its specificity is 0 by convention. */
  readonly specificityUndefined: boolean;
}

export type AverageMetrics = Pick<ClassMetrics, 'precision' | 'recall' | 'f1' | 'missRate' | 'specificity' | 'support'>;

export interface ClassificationReport {
  readonly classes: readonly ClassMetrics[];
  /** Unweighted mean over the classes. */
  readonly macro: AverageMetrics;
  /** Mean over the classes, weighted by support. */
  readonly weighted: AverageMetrics;
}

function classMetrics(counts: ConfusionCounts, label: number, total: number): ClassMetrics {
  const hits = confusionAt(counts, label, label);
  const support = actualTotal(counts, label);
  const answers = predictedTotal(counts, label);
  const others = total - support;
  const precision = answers === 0 ? 0 : hits / answers;
  const recall = support === 0 ? 0 : hits / support;
  return {
    precision,
    recall,
    f1: support + answers === 0 ? 0 : (2 * hits) / (support + answers),
    missRate: support === 0 ? 0 : 1 - recall,
    specificity: others === 0 ? 0 : (others - (answers - hits)) / others,
    support,
    precisionUndefined: answers === 0,
    recallUndefined: support === 0,
    specificityUndefined: others === 0,
  };
}

function average(classes: readonly ClassMetrics[], weights: readonly number[], support: number): AverageMetrics {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (value: (metrics: ClassMetrics) => number): number =>
    total === 0 ? 0 : classes.reduce((sum, metrics, label) => sum + value(metrics) * (weights[label] ?? 0), 0) / total;
  return {
    precision: mean((metrics) => metrics.precision),
    recall: mean((metrics) => metrics.recall),
    f1: mean((metrics) => metrics.f1),
    missRate: mean((metrics) => metrics.missRate),
    specificity: mean((metrics) => metrics.specificity),
    support,
  };
}

export function classificationReport(counts: ConfusionCounts): ClassificationReport {
  const support = imagesCounted(counts);
  const classes = Array.from({ length: CLASS_COUNT }, (_, label) => classMetrics(counts, label, support));
  return {
    classes,
    macro: average(
      classes,
      classes.map(() => 1),
      support,
    ),
    weighted: average(
      classes,
      classes.map((metrics) => metrics.support),
      support,
    ),
  };
}

export interface ConfusedPair {
  readonly actual: number;
  readonly predicted: number;
  readonly count: number;
}

/** The off-diagonal cell with the most images; undefined when every answer was right. */
export function mostConfusedPair(counts: ConfusionCounts): ConfusedPair | undefined {
  let worst: ConfusedPair | undefined;
  for (let actual = 0; actual < CLASS_COUNT; actual++) {
    for (let predicted = 0; predicted < CLASS_COUNT; predicted++) {
      const count = confusionAt(counts, actual, predicted);
      if (actual !== predicted && count > (worst?.count ?? 0)) worst = { actual, predicted, count };
    }
  }
  return worst;
}
