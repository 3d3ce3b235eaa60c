import { describe, expect, it } from 'vitest';
import { accuracyOf, countConfusion } from '../../core/confusion.ts';
import type { Answers, EvaluationRecord } from '../../state/evaluation-record.ts';
import { accuracyVerdict } from './accuracy-verdict.ts';
import { comparedFigures, type StandingFor } from './compared-figures.ts';

type Measured = Pick<EvaluationRecord, 'split' | 'counts' | 'answers'>;

/** All of class 0; right but for the images at these positions, which are answered 1. */
function measured(images: number, isWrong: (image: number) => boolean, firstIndex = 0): Measured {
  const actual = new Uint8Array(images);
  const predicted = Uint8Array.from({ length: images }, (_, image) => Number(isWrong(image)));
  const answers: Answers = {
    indices: Uint32Array.from({ length: images }, (_, image) => firstIndex + image),
    actual,
    predicted,
    probabilities: new Uint16Array(10 * images),
  };
  return { split: 'test', counts: countConfusion(actual, predicted), answers };
}

const NAMES = ['Run 1', 'Run 2'] as const;
const verdict = (a: Measured | undefined, b: Measured | undefined) => accuracyVerdict(a, b, NAMES);

// Run 1 alone is correct on 260 of 10,000 images, run 2 alone on 312; both are wrong on 400 more.
const FIRST = measured(10_000, (image) => image < 712);
const SECOND = measured(10_000, (image) => image < 400 || (image >= 712 && image < 972));

describe('whether two accuracies differ', () => {
  it('is told image by image where both answered the same images', () => {
    const { p, sentence } = verdict(FIRST, SECOND) ?? { p: 0, sentence: '' };
    // statsmodels 0.15.0: mcnemar([[9000, 260], [312, 500]], exact=True).pvalue.
    expect(p).toBeCloseTo(0.032881944816295916, 12);
    expect(sentence).toBe(
      'on the same 10,000 images, only Run 1 is correct on 260 and only Run 2 on 312 (McNemar’s exact test, p = 0.033). If both were equally good, a difference this large would come up by chance in about 3 of 100 such sets of images, so it is unlikely to be chance alone.',
    );
  });

  it('finds a difference between results whose intervals overlap', () => {
    const figures = comparedFigures(...standing(FIRST, SECOND), NAMES);
    const test = figures.find(({ name }) => name === 'Test accuracy');
    expect(test?.texts).toEqual(['92.9% (92.4–93.4), epoch 3', '93.4% (92.9–93.9), epoch 3']);
    expect(test?.difference).toBe('+0.5 points; p = 0.033');
    expect(figures.map(({ difference }) => difference).join()).not.toContain('overlap');
  });

  it('is told by the accuracies alone, and says so, where answers are missing', () => {
    const { p, sentence } = verdict({ ...FIRST, answers: undefined }, SECOND) ?? { p: 0, sentence: '' };
    // statsmodels 0.15.0: proportions_ztest([9288, 9340], [10000, 10000]).
    expect(p).toBeCloseTo(0.1457664968710955, 12);
    expect(sentence).toMatch(
      /^the predictions for single images are not available for both, so only the accuracies are compared \(two-proportion z-test, p = 0\.15\), which is less sensitive than comparing image by image\./,
    );
    expect(sentence).toContain('in about 15 of 100');
    expect(sentence).toContain('so this difference may be chance alone');
  });

  it('is told by the accuracies alone where the images differ, as the validation images of two seeds do', () => {
    const other = measured(10_000, (image) => image < 500, 1);
    const [first, second] = [FIRST, other].map((each) => ({ ...each, split: 'validation' as const }));
    expect(verdict(first, second)?.sentence).toMatch(
      /^the two were evaluated on different images, so only the accuracies are compared \(two-proportion z-test, p < 0\.001\)/,
    );
  });

  it('is no question where two networks are right on the very same images', () => {
    const { p, sentence } = verdict(FIRST, FIRST) ?? { p: 0, sentence: '' };
    expect(p).toBe(1);
    expect(sentence).toBe(
      'on the same 10,000 images, both are correct on exactly the same ones: nothing tells them apart.',
    );
  });

  it('is not asked of training images, nor of what was not measured', () => {
    expect(verdict({ ...FIRST, split: 'train' }, { ...SECOND, split: 'train' })).toBeUndefined();
    expect(verdict(undefined, SECOND)).toBeUndefined();
    expect(verdict(FIRST, undefined)).toBeUndefined();
  });
});

function standing(a: Measured, b: Measured) {
  const of = (test: Measured): StandingFor => {
    const accuracy = accuracyOf(test.counts);
    const evaluation = { ...test, accuracy, epoch: 3, step: 30, isBest: true, trainingMs: 0, loss: 1 };
    return { validation: undefined, train: undefined, test: evaluation };
  };
  return [of(a), of(b)] as const;
}
