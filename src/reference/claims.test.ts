import { describe, expect, it } from 'vitest';
import { CLASS_NAMES } from '../core/classes.ts';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { CLAIMS, claimHolds, weightTrial } from './claims.ts';
import { fakeReferenceRun } from './fake-reference-run.ts';
import type { ReferenceRun } from './reference-run.ts';
import { reproduction } from './reproduction.ts';

const NAMES: readonly string[] = CLASS_NAMES;

type Mistakes = readonly (readonly [actual: string, predicted: string, count: number])[];

/** 1,000 images a class, all right but for these. */
function tested(mistakes: Mistakes, change = {}): ReferenceRun {
  const counts = Array.from({ length: 100 }, (_, cell): number => (cell % 11 === 0 ? 1000 : 0));
  const label = (name: string): number => NAMES.indexOf(name);
  for (const [actual, predicted, count] of mistakes) {
    const row = 10 * label(actual);
    counts[row + label(actual)] = (counts[row + label(actual)] ?? 0) - count;
    counts[row + label(predicted)] = count;
  }
  const run = fakeReferenceRun({ change });
  return { ...run, test: { ...run.test, counts } };
}

const AS_THE_STUDY_SAYS: Mistakes = [
  ['Shirt', 'T-shirt/top', 100],
  ['Shirt', 'Coat', 60],
  ['T-shirt/top', 'Shirt', 90],
  ['Pullover', 'Shirt', 40],
  ['Coat', 'Pullover', 70],
];
const SHIRT_COUNTS_MORE = { classWeights: DEFAULT_EXPERIMENT.classWeights.with(6, 4) };

describe('the claims of the study', () => {
  it('hold where Shirt is hardest both ways and mixed with T-shirt/top most', () => {
    const run = tested(AS_THE_STUDY_SAYS);
    expect(CLAIMS.map((claim) => claimHolds(claim, run))).toEqual([true, true, true]);
  });

  it('do not hold where another class is hardest', () => {
    const coatMissed = tested([...AS_THE_STUDY_SAYS, ['Coat', 'Dress', 200]]);
    expect(claimHolds('shirt-lowest-recall', coatMissed)).toBe(false);
    const allBags = tested([...AS_THE_STUDY_SAYS, ['Sandal', 'Bag', 300]]);
    expect(claimHolds('shirt-lowest-precision', allBags)).toBe(false);
  });

  it('count a pair in both directions', () => {
    const oneSided = tested([
      ['Shirt', 'T-shirt/top', 60],
      ['T-shirt/top', 'Shirt', 60],
      ['Coat', 'Pullover', 100],
    ]);
    expect(claimHolds('shirt-top-most-confused', oneSided)).toBe(true);
    const others = tested([
      ['Shirt', 'T-shirt/top', 100],
      ['Coat', 'Pullover', 60],
      ['Pullover', 'Coat', 60],
    ]);
    expect(claimHolds('shirt-top-most-confused', others)).toBe(false);
  });

  it('are counted over the rows there are', () => {
    const { claims } = reproduction([tested(AS_THE_STUDY_SAYS)]);
    expect(claims.map(({ holdsIn, rows }) => [holdsIn, rows])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('a trial of the class weights', () => {
  const plain = tested(AS_THE_STUDY_SAYS);

  it('holds when Shirt gains recall and somebody pays', () => {
    const weighted = tested(
      [
        ['Shirt', 'T-shirt/top', 50],
        ['T-shirt/top', 'Shirt', 160],
        ['Coat', 'Shirt', 70],
      ],
      SHIRT_COUNTS_MORE,
    );
    const trial = weightTrial(plain, weighted);
    expect(trial).toMatchObject({ weight: 4, holds: true });
    expect(trial?.shirtRecall).toBeCloseTo(0.11);
    expect(trial?.topRecall).toBeCloseTo(-0.07);
    expect(trial?.shirtPrecision).toBeCloseTo(950 / 1180 - 840 / 970);
    expect(reproduction([plain, weighted]).weightTrials).toMatchObject([{ network: 'conv2dsimple', weight: 4 }]);
  });

  it('does not hold when nobody pays, or Shirt gains nothing', () => {
    expect(weightTrial(plain, tested([['Shirt', 'T-shirt/top', 50]], SHIRT_COUNTS_MORE))?.holds).toBe(false);
    expect(weightTrial(plain, tested(AS_THE_STUDY_SAYS, SHIRT_COUNTS_MORE))?.holds).toBe(false);
  });

  it('is none when something else differs, or the weight is not higher', () => {
    expect(weightTrial(plain, tested([], { ...SHIRT_COUNTS_MORE, seed: 3 }))).toBeUndefined();
    expect(weightTrial(plain, tested([]))).toBeUndefined();
    const topToo = DEFAULT_EXPERIMENT.classWeights.with(6, 4).with(0, 2);
    expect(weightTrial(plain, tested([], { classWeights: topToo }))).toBeUndefined();
  });
});
