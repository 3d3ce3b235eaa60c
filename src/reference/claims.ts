import { CLASS_COUNT, CLASS_NAMES } from '../core/classes.ts';
import { confusionAt } from '../core/confusion.ts';
import { type ClassMetrics, classificationReport } from '../core/report.ts';
import { isSameSetting, SETTING_NAMES } from '../experiment/schema.ts';
import type { ReferenceRun } from './reference-run.ts';

/** What the study says of its classes, judged on the test set of a run. */

const SHIRT = CLASS_NAMES.indexOf('Shirt');
const TOP = CLASS_NAMES.indexOf('T-shirt/top');

export type Claim = 'shirt-lowest-recall' | 'shirt-lowest-precision' | 'shirt-top-most-confused';
export const CLAIMS: readonly Claim[] = ['shirt-lowest-recall', 'shirt-lowest-precision', 'shirt-top-most-confused'];

export const CLAIM_WORDS: Readonly<Record<Claim, string>> = {
  'shirt-lowest-recall': 'Shirt has the lowest recall',
  'shirt-lowest-precision': 'Shirt has the lowest precision',
  'shirt-top-most-confused': 'Shirt and T-shirt/top are the most confused pair',
};

function lowestClass(classes: readonly ClassMetrics[], value: (metrics: ClassMetrics) => number): number {
  const values = classes.map(value);
  return values.indexOf(Math.min(...values));
}

/** Both directions of a pair count: mistaken for each other. */
function mostConfusedClasses(counts: Uint32Array): [number, number] {
  let worst: [number, number] = [0, 0];
  let most = -1;
  for (let one = 0; one < CLASS_COUNT; one++) {
    for (let other = one + 1; other < CLASS_COUNT; other++) {
      const mistakes = confusionAt(counts, one, other) + confusionAt(counts, other, one);
      if (mistakes > most) [worst, most] = [[one, other], mistakes];
    }
  }
  return worst;
}

export function claimHolds(claim: Claim, run: ReferenceRun): boolean {
  const counts = Uint32Array.from(run.test.counts);
  const { classes } = classificationReport(counts);
  switch (claim) {
    case 'shirt-lowest-recall':
      return lowestClass(classes, ({ recall }) => recall) === SHIRT;
    case 'shirt-lowest-precision':
      return lowestClass(classes, ({ precision }) => precision) === SHIRT;
    case 'shirt-top-most-confused': {
      const [one, other] = mostConfusedClasses(counts);
      return one === Math.min(SHIRT, TOP) && other === Math.max(SHIRT, TOP);
    }
  }
}

export interface WeightTrial {
  readonly weight: number;
  /** Weighted minus unweighted, on the test set. */
  readonly shirtRecall: number;
  readonly shirtPrecision: number;
  readonly topRecall: number;
  /** Shirt gains recall, and T-shirt/top pays with recall or Shirt with precision. */
  readonly holds: boolean;
}

/** Whether `weighted` is `plain` but for a higher weight of Shirt. */
function isShirtWeighted(plain: ReferenceRun, weighted: ReferenceRun): boolean {
  const isElseSame = SETTING_NAMES.every(
    (name) => name === 'classWeights' || isSameSetting(name, plain.experiment, weighted.experiment),
  );
  const before = plain.experiment.classWeights;
  const after = weighted.experiment.classWeights;
  const isHigher = (after[SHIRT] ?? 0) > (before[SHIRT] ?? 0);
  return isElseSame && isHigher && after.every((weight, label) => label === SHIRT || weight === before[label]);
}

/** What a higher weight of Shirt did; undefined when the second run is no such trial of the first. */
export function weightTrial(plain: ReferenceRun, weighted: ReferenceRun): WeightTrial | undefined {
  if (!isShirtWeighted(plain, weighted)) return undefined;
  const before = classificationReport(Uint32Array.from(plain.test.counts)).classes;
  const after = classificationReport(Uint32Array.from(weighted.test.counts)).classes;
  const change = (label: number, name: 'recall' | 'precision'): number =>
    (after[label]?.[name] ?? 0) - (before[label]?.[name] ?? 0);
  const shirtRecall = change(SHIRT, 'recall');
  const shirtPrecision = change(SHIRT, 'precision');
  const topRecall = change(TOP, 'recall');
  return {
    weight: weighted.experiment.classWeights[SHIRT] ?? 0,
    shirtRecall,
    shirtPrecision,
    topRecall,
    holds: shirtRecall > 0 && (topRecall < 0 || shirtPrecision < 0),
  };
}
