import { CLASS_COUNT } from './classes.ts';

/**
 * Area under the ROC curve of one class against the rest, as the Mann-Whitney statistic: the share of pairs (an image of
 * the class, one of another) in which the first was given the class with the higher probability; an equal pair counts
 * half. J. A. Hanley, B. J. McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC)
 * curve", Radiology 143 (1982). It is scikit-learn's `roc_auc_score(actual == label, probabilities[:, label])`.
 */

/** For each class 0..1; null where all images or none are of the class: no pairs, no area. */
export type ClassAreas = readonly (number | null)[];

/**
 * The areas by scores of full precision.
 * @param actual labels 0..9, one an image
 * @param scores [images, 10]; whatever rises with the probability, such as its logarithm. A class with a score that is no
 * number has no area.
 */
export function classAreas(actual: Uint8Array, scores: Float64Array): ClassAreas {
  assertAsLong(actual, scores);
  return Array.from({ length: CLASS_COUNT }, (_, label) => {
    const positives = actual.reduce((count, other) => (other === label ? count + 1 : count), 0);
    const ofClass = new Float64Array(positives);
    const ofRest = new Float64Array(actual.length - positives);
    let inClass = 0;
    let inRest = 0;
    for (let image = 0; image < actual.length; image++) {
      const score = scores[image * CLASS_COUNT + label] ?? Number.NaN;
      if (Number.isNaN(score)) return null;
      if (actual[image] === label) ofClass[inClass++] = score;
      else ofRest[inRest++] = score;
    }
    if (inClass === 0 || inRest === 0) return null;
    return winsAmongSorted(ofClass.sort(), ofRest.sort()) / (inClass * inRest);
  });
}

/** Pairs in which the first list's value is the higher one, plus half of the equal ones. */
function winsAmongSorted(winners: Float64Array, losers: Float64Array): number {
  let wins = 0;
  let below = 0;
  let notAbove = 0;
  for (const value of winners) {
    while (below < losers.length && (losers[below] ?? 0) < value) below++;
    notAbove = Math.max(notAbove, below);
    while (notAbove < losers.length && (losers[notAbove] ?? 0) <= value) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins;
}

function assertAsLong(actual: Uint8Array, scores: ArrayLike<number>): void {
  if (scores.length === actual.length * CLASS_COUNT) return;
  throw new RangeError(`${actual.length} images need ${actual.length * CLASS_COUNT} probabilities`);
}

/** Probabilities come as whole numbers 0..65535: each value is a bucket of its own, and nothing needs sorting. */
const VALUES = 0x10000;

/**
 * The areas by rounded probabilities: an approximation, for the rounding makes equal what a confident network tells apart.
 * Only for evaluations from before the areas were kept with them.
 * @param actual labels 0..9, one an image
 * @param probabilities [images, 10] in units of 1/65535
 */
export function roundedClassAreas(actual: Uint8Array, probabilities: Uint16Array): ClassAreas {
  assertAsLong(actual, probabilities);
  const ofClass = new Uint32Array(VALUES);
  const ofRest = new Uint32Array(VALUES);
  return Array.from({ length: CLASS_COUNT }, (_, label) => {
    ofClass.fill(0);
    ofRest.fill(0);
    let positives = 0;
    for (let image = 0; image < actual.length; image++) {
      const value = probabilities[image * CLASS_COUNT + label] ?? 0;
      const counted = actual[image] === label ? ofClass : ofRest;
      if (counted === ofClass) positives++;
      counted[value] = (counted[value] ?? 0) + 1;
    }
    const negatives = actual.length - positives;
    return positives === 0 || negatives === 0 ? null : winsOf(ofClass, ofRest) / (positives * negatives);
  });
}

/** Pairs in which the image of the class has the higher value, plus half of the equal ones. */
function winsOf(ofClass: Uint32Array, ofRest: Uint32Array): number {
  let wins = 0;
  let below = 0;
  for (let value = 0; value < VALUES; value++) {
    const equal = ofRest[value] ?? 0;
    wins += (ofClass[value] ?? 0) * (below + equal / 2);
    below += equal;
  }
  return wins;
}

export interface AverageAuc {
  /** Unweighted mean over the classes that have an area. */
  readonly macro: number | undefined;
  /** Mean over the same classes, weighted by their images. */
  readonly weighted: number | undefined;
}

/** @param supports images of each class */
export function averageAuc(areas: ClassAreas, supports: readonly number[]): AverageAuc {
  let sum = 0;
  let weightedSum = 0;
  let classes = 0;
  let images = 0;
  for (const [label, area] of areas.entries()) {
    if (area === null) continue;
    const support = supports[label] ?? 0;
    sum += area;
    weightedSum += area * support;
    classes++;
    images += support;
  }
  return classes === 0
    ? { macro: undefined, weighted: undefined }
    : { macro: sum / classes, weighted: weightedSum / images };
}
