import { describe, expect, it } from 'vitest';
import { countConfusion } from './confusion.ts';
import { classificationReport, mostConfusedPair } from './report.ts';

/** Rows actual, columns predicted. Class 3 has answers but no images, 7 images but no answers, 8 neither. */
const FIXTURE = Uint32Array.from(
  [
    [7, 0, 1, 1, 0, 0, 3, 0, 0, 0],
    [0, 9, 0, 0, 0, 0, 0, 0, 0, 1],
    [1, 0, 5, 0, 4, 0, 2, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 3, 2, 8, 0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0, 11, 0, 0, 0, 2],
    [4, 0, 2, 0, 3, 0, 6, 0, 0, 0],
    [0, 0, 0, 0, 0, 5, 0, 0, 0, 3],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 1, 0, 0, 0, 14],
  ].flat(),
);

/**
 * Printed by scikit-learn 1.9.1 for the same labels:
 * `precision_recall_fscore_support(actual, predicted, labels=range(10), zero_division=0)`, then with `average='macro'`
 * and `average='weighted'`. Precision, recall, F1, support.
 */
const SCIKIT_LEARN: [number, number, number, number][] = [
  [0.583333333333, 0.583333333333, 0.583333333333, 12],
  [1.0, 0.9, 0.947368421053, 10],
  [0.454545454545, 0.416666666667, 0.434782608696, 12],
  [0.0, 0.0, 0.0, 0],
  [0.533333333333, 0.571428571429, 0.551724137931, 14],
  [0.647058823529, 0.846153846154, 0.733333333333, 13],
  [0.5, 0.4, 0.444444444444, 15],
  [0.0, 0.0, 0.0, 8],
  [0.0, 0.0, 0.0, 0],
  [0.7, 0.933333333333, 0.8, 15],
];
const SCIKIT_LEARN_MACRO = [0.441827094474, 0.465091575092, 0.449498627879] as const;
const SCIKIT_LEARN_WEIGHTED = [0.56901996795, 0.606060606061, 0.581971852989] as const;

/**
 * Printed by scikit-learn 1.2.1, the recall of "not this class":
 * `[recall_score(actual != c, predicted != c, zero_division=0) for c in range(10)]`.
 */
const SCIKIT_LEARN_SPECIFICITY = [
  0.942528735632, 1.0, 0.931034482759, 0.969696969697, 0.917647058824, 0.93023255814, 0.928571428571, 1.0, 1.0,
  0.928571428571,
];

describe('classificationReport', () => {
  const report = classificationReport(FIXTURE);

  it.each(SCIKIT_LEARN.map((values, label) => [label, ...values] as const))(
    "agrees with scikit-learn on class %i's precision %d, recall %d, F1 %d and support %i",
    (label, precision, recall, f1, support) => {
      const metrics = report.classes[label];
      expect(metrics?.precision).toBeCloseTo(precision, 11);
      expect(metrics?.recall).toBeCloseTo(recall, 11);
      expect(metrics?.f1).toBeCloseTo(f1, 11);
      expect(metrics?.support).toBe(support);
    },
  );

  it.each([
    ['macro', report.macro, SCIKIT_LEARN_MACRO],
    ['weighted', report.weighted, SCIKIT_LEARN_WEIGHTED],
  ] as const)('agrees with scikit-learn on the %s average', (_, average, [precision, recall, f1]) => {
    expect(average.precision).toBeCloseTo(precision, 11);
    expect(average.recall).toBeCloseTo(recall, 11);
    expect(average.f1).toBeCloseTo(f1, 11);
    expect(average.support).toBe(99);
  });

  it('marks what has no value instead of inventing one', () => {
    const marked = report.classes.map((metrics) => [metrics.precisionUndefined, metrics.recallUndefined]);
    expect(marked[0]).toEqual([false, false]);
    expect(marked[3]).toEqual([false, true]);
    expect(marked[7]).toEqual([true, false]);
    expect(marked[8]).toEqual([true, true]);
  });

  it.each([...SCIKIT_LEARN_SPECIFICITY.entries()])(
    "agrees with scikit-learn on class %i's specificity %d",
    (label, value) => {
      expect(report.classes[label]?.specificity).toBeCloseTo(value, 11);
    },
  );

  it('marks the specificity of the only class there is', () => {
    const counts = new Uint32Array(100);
    counts[0] = 5;
    const [only, other] = classificationReport(counts).classes;
    expect(only).toMatchObject({ specificity: 0, specificityUndefined: true });
    expect(other).toMatchObject({ specificity: 1, specificityUndefined: false });
  });

  it('gives the miss rate as the share of the images of a class answered otherwise', () => {
    expect(report.classes[6]?.missRate).toBeCloseTo(9 / 15, 12);
    expect(report.classes[7]?.missRate).toBe(1);
    expect(report.classes[3]?.missRate).toBe(0);
    expect(report.weighted.missRate).toBeCloseTo(39 / 99, 12);
  });

  it('is finite when nothing was counted', () => {
    const empty = classificationReport(new Uint32Array(100));
    expect(empty.macro).toEqual({ precision: 0, recall: 0, f1: 0, missRate: 0, specificity: 0, support: 0 });
    expect(empty.weighted).toEqual(empty.macro);
  });
});

describe('mostConfusedPair', () => {
  it('names the largest cell off the diagonal', () => {
    expect(mostConfusedPair(FIXTURE)).toEqual({ actual: 7, predicted: 5, count: 5 });
  });

  it('is undefined when every answer was right', () => {
    expect(mostConfusedPair(countConfusion(Uint8Array.of(0, 1, 9), Uint8Array.of(0, 1, 9)))).toBeUndefined();
  });
});
