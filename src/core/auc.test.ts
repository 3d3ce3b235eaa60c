import { describe, expect, it } from 'vitest';
import { averageAuc, classAreas, roundedClassAreas } from './auc.ts';
import { CLASS_COUNT } from './classes.ts';
import { logSoftmax, softmax } from './softmax.ts';

/** 60 images of the classes 0, 1, 2 and 4; whole-number weights give many equal probabilities. */
const IMAGES = 60;
const ACTUAL = Uint8Array.from({ length: IMAGES }, (_, image) => (image * image) % 7);
const SUPPORTS = Array.from({ length: CLASS_COUNT }, (_, label) => ACTUAL.filter((actual) => actual === label).length);
const PROBABILITIES = Uint16Array.from(
  Array.from({ length: IMAGES }, (_, image) => {
    const weight = (label: number) =>
      ((image * (label + 3) + label * label) % 11) + (label === ACTUAL[image] && image % 3 > 0 ? 4 : 1);
    const weights = Array.from({ length: CLASS_COUNT }, (__, label) => weight(label));
    const sum = weights.reduce((total, value) => total + value, 0);
    return weights.map((value) => Math.floor((value * 65535) / sum));
  }).flat(),
);

/**
 * Printed by scikit-learn 1.2.1 for the same numbers:
 *
 *     i = np.arange(60); actual = (i * i) % 7
 *     for k in range(60):
 *         w = np.array([(k * (c + 3) + c * c) % 11 + (4 if c == actual[k] and k % 3 else 1) for c in range(10)])
 *         p[k] = w * 65535 // w.sum()
 *     [roc_auc_score(actual == c, p[:, c]) for c in (0, 1, 2, 4)]
 *
 * and np.mean and np.average(weights=images of the class) of them.
 */
const SCIKIT_LEARN = { 0: 0.746187363834, 1: 0.714774281806, 2: 0.664158686731, 4: 0.747606019152 };
const MACRO = 0.718181587881;
const WEIGHTED = 0.71444748442;

describe('roundedClassAreas', () => {
  const areas = roundedClassAreas(ACTUAL, PROBABILITIES);

  it.each(Object.entries(SCIKIT_LEARN))('agrees with scikit-learn on class %s, ties included', (label, area) => {
    expect(areas[Number(label)]).toBeCloseTo(area, 11);
  });

  it('has no area for a class without images, nor for the only class', () => {
    for (const label of [3, 5, 6, 7, 8, 9]) expect(areas[label]).toBeNull();
    expect(roundedClassAreas(new Uint8Array(2), new Uint16Array(20))).toEqual(new Array(CLASS_COUNT).fill(null));
  });

  it('is 1 for probabilities that tell the class apart, 0 the other way round and a half for equal ones', () => {
    const one = (ofClass: number, ofOther: number) => {
      const probabilities = new Uint16Array(2 * CLASS_COUNT);
      probabilities[0] = ofClass;
      probabilities[CLASS_COUNT] = ofOther;
      return roundedClassAreas(Uint8Array.of(0, 1), probabilities)[0];
    };
    expect([one(65535, 0), one(0, 65535), one(7, 7)]).toEqual([1, 0, 0.5]);
  });

  it('averages over the classes that have an area', () => {
    expect(averageAuc(areas, SUPPORTS).macro).toBeCloseTo(MACRO, 11);
    expect(averageAuc(areas, SUPPORTS).weighted).toBeCloseTo(WEIGHTED, 11);
    expect(averageAuc([null], [4])).toEqual({ macro: undefined, weighted: undefined });
  });

  it('refuses probabilities of another number of images', () => {
    expect(() => roundedClassAreas(new Uint8Array(2), new Uint16Array(10))).toThrow('2 images need 20 probabilities');
  });
});

/** Confident answers: logits up to 210 apart, of which a probability tells nothing any more. */
const CONFIDENT = Array.from({ length: 90 }, (_, image) => {
  const actual = (image * image) % 7;
  const logits = Array.from({ length: CLASS_COUNT }, (__, label) => {
    const bonus = label === actual && image % 4 > 0 ? 45 : 0;
    const whole = ((image * (label + 3) * 7 + label * label * 5) % 61) + bonus;
    return 2 * whole + ((image * 7 + label * 3) % 13) / 16;
  });
  return { actual, logits };
});

/**
 * Printed by scikit-learn 1.9.1, `roc_auc_score(actual == c, ranks)`, for the same logits; `ranks` are the places of their
 * log-softmax among all, worked out with 120 digits (Python's decimal).
 */
const OF_LOGITS = { 0: 0.874125874126, 1: 0.902153846154, 2: 0.896033653846, 4: 0.928485576923 };
/** The same of probabilities rounded to 1/65535. */
const OF_ROUNDED = { 0: 0.868131868132, 1: 0.832923076923, 2: 0.828125, 4: 0.868990384615 };

describe('classAreas', () => {
  const actual = Uint8Array.from(CONFIDENT, (image) => image.actual);
  const areas = classAreas(actual, Float64Array.from(CONFIDENT.flatMap(({ logits }) => logSoftmax(logits))));
  const rounded = roundedClassAreas(
    actual,
    Uint16Array.from(CONFIDENT.flatMap(({ logits }) => softmax(logits).map((share) => Math.round(share * 65535)))),
  );

  it.each(Object.entries(OF_LOGITS))('agrees with scikit-learn on class %s of a confident network', (label, area) => {
    expect(areas[Number(label)]).toBeCloseTo(area, 11);
  });

  it.each(Object.entries(OF_ROUNDED))('is not what rounded probabilities make of class %s', (label, area) => {
    expect(rounded[Number(label)]).toBeCloseTo(area, 11);
    expect(Math.abs((areas[Number(label)] ?? 0) - area)).toBeGreaterThan(0.005);
  });

  it('counts equal scores half, as the rounded areas do', () => {
    expect(classAreas(ACTUAL, Float64Array.from(PROBABILITIES))).toEqual(roundedClassAreas(ACTUAL, PROBABILITIES));
  });

  it('has no area for a class without images, for the only class, nor by scores that are none', () => {
    for (const label of [3, 5, 6, 7, 8, 9]) expect(areas[label]).toBeNull();
    expect(classAreas(new Uint8Array(2), new Float64Array(20))).toEqual(new Array(CLASS_COUNT).fill(null));
    const scores = new Float64Array(20);
    scores[1] = Number.NaN;
    expect(classAreas(Uint8Array.of(0, 1), scores).slice(0, 2)).toEqual([0.5, null]);
    expect(() => classAreas(new Uint8Array(2), new Float64Array(10))).toThrow('2 images need 20 probabilities');
  });
});
