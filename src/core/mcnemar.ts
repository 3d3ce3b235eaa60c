/**
 * Whether one of two classifiers is better, by the images on which they disagree: Q. McNemar, "Note on the sampling error
 * of the difference between correlated proportions or percentages", Psychometrika 12 (1947). T. G. Dietterich,
 * "Approximate statistical tests for comparing supervised classification learning algorithms", Neural Computation 10
 * (1998), recommends it for networks that were trained once.
 */

/** On how many images one of two is right and the other is not. */
export interface Disagreement {
  readonly images: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/** What was answered to some images. */
export interface AnsweredImages {
  /** Dataset index of each image. */
  readonly indices: Uint32Array;
  readonly actual: Uint8Array;
  readonly predicted: Uint8Array;
}

/** Undefined when the two did not answer the very same images, each once and with the same label, in whichever order. */
export function disagreementOf(first: AnsweredImages, second: AnsweredImages): Disagreement | undefined {
  const images = first.indices.length;
  if (images === 0 || second.indices.length !== images) return undefined;
  const positions = new Map<number, number>();
  for (const [position, index] of first.indices.entries()) positions.set(index, position);
  let onlyFirst = 0;
  let onlySecond = 0;
  for (const [there, index] of second.indices.entries()) {
    const here = positions.get(index);
    // An image that comes twice, in either, is found missing the second time.
    positions.delete(index);
    if (here === undefined || first.actual[here] !== second.actual[there]) return undefined;
    const isFirstRight = first.predicted[here] === first.actual[here];
    const isSecondRight = second.predicted[there] === second.actual[there];
    if (isFirstRight && !isSecondRight) onlyFirst++;
    if (isSecondRight && !isFirstRight) onlySecond++;
  }
  return { images, onlyFirst, onlySecond };
}

/**
 * Two-sided p of the exact test: were either as likely to be the one that is right, the images on which they disagree
 * would be throws of a coin, and fall at least as unevenly with this probability. Twice the lower tail of the binomial
 * distribution, at most 1; 1 when they never disagree.
 */
export function mcnemarP({ onlyFirst, onlySecond }: Pick<Disagreement, 'onlyFirst' | 'onlySecond'>): number {
  const throws = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let logTerm = -throws * Math.LN2;
  for (let k = 1; k <= fewer; k++) logTerm += Math.log((throws - fewer + k) / k);
  let term = Math.exp(logTerm);
  let tail = 0;
  for (let k = fewer; k >= 0 && term > 0; k--) {
    tail += term;
    term *= k / (throws - k + 1);
  }
  return Math.min(1, 2 * tail);
}
