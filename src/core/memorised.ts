/** What a network has made of the labels that label noise replaced. */
export interface MemorisedLabels {
  /** Measured images whose given label is wrong. */
  readonly wrong: number;
  /** Of those, answered with the wrong label they were given: learned by heart. */
  readonly learned: number;
  /** Of those, answered with their right class all the same. */
  readonly right: number;
}

interface NoisyAnswers {
  /** Dataset index of each image. */
  readonly indices: Uint32Array;
  /** The label each image was trained with. */
  readonly actual: Uint8Array;
  readonly predicted: Uint8Array;
}

/**
 * Counts the wrong labels of a measurement of the train split and what became of them.
 * @param cleanLabels the dataset's own labels, by dataset index
 */
export function countMemorised({ indices, actual, predicted }: NoisyAnswers, cleanLabels: Uint8Array): MemorisedLabels {
  if (actual.length !== indices.length || predicted.length !== indices.length) {
    throw new RangeError(`${indices.length} images, ${actual.length} given labels, ${predicted.length} answers`);
  }
  let wrong = 0;
  let learned = 0;
  let right = 0;
  for (const [position, image] of indices.entries()) {
    const clean = cleanLabels[image];
    if (clean === undefined) throw new RangeError(`image ${image} of ${cleanLabels.length} has no label`);
    if (actual[position] === clean) continue;
    wrong++;
    if (predicted[position] === actual[position]) learned++;
    else if (predicted[position] === clean) right++;
  }
  return { wrong, learned, right };
}
