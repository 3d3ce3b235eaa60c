import { CLASS_COUNT } from './classes.ts';

/**
 * Area under the ROC curve of one class against the rest, as the Mann-Whitney statistic: the share of pairs (an image of
 * the class, one of another) in which the first was given the class with the higher probability; an equal pair counts
 * half. J. A. Hanley, B. J. McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC)
 * curve", Radiology 143 (1982). It is scikit-learn's `roc_auc_score(actual == label, probabilities[:, label])`.
 */

/** Probabilities come as whole numbers 0..65535: each value is a bucket of its own, and nothing needs sorting. */
const VALUES = 0x10000;

/**
 * @param actual labels 0..9, one an image
 * @param probabilities [images, 10] in units of 1/65535
 * @returns for each class 0..1; undefined where all images or none are of the class: no pairs, no area
 */
export function oneVsRestAuc(actual: Uint8Array, probabilities: Uint16Array): (number | undefined)[] {
  if (probabilities.length !== actual.length * CLASS_COUNT) {
    throw new RangeError(`${actual.length} images need ${actual.length * CLASS_COUNT} probabilities`);
  }
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
    return positives === 0 || negatives === 0 ? undefined : winsOf(ofClass, ofRest) / (positives * negatives);
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
export function averageAuc(areas: readonly (number | undefined)[], supports: readonly number[]): AverageAuc {
  let sum = 0;
  let weightedSum = 0;
  let classes = 0;
  let images = 0;
  for (const [label, area] of areas.entries()) {
    if (area === undefined) continue;
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
