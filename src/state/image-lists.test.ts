import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import type { Answers } from './evaluation-record.ts';
import { cellImages, confidentlyWrong, learnedNoise, leastCertain } from './image-lists.ts';

/** Images of the dataset's indices 40, 41, ...: actual class, answer, and how sure it was (of 65,535). */
function answersOf(images: readonly [actual: number, predicted: number, confidence: number][]): Answers {
  const probabilities = new Uint16Array(images.length * CLASS_COUNT);
  for (const [position, [, predicted, confidence]] of images.entries()) {
    probabilities[position * CLASS_COUNT + predicted] = confidence;
  }
  return {
    indices: Uint32Array.from(images, (_, position) => 40 + position),
    actual: Uint8Array.from(images, ([actual]) => actual),
    predicted: Uint8Array.from(images, ([, predicted]) => predicted),
    probabilities,
  };
}

const ANSWERS = answersOf([
  [6, 0, 30_000],
  [6, 6, 65_535],
  [6, 0, 60_000],
  [0, 0, 20_000],
  [6, 0, 30_000],
  [9, 7, 65_000],
]);

describe('image lists', () => {
  it("have a cell's images in the order asked for, equals in dataset order", () => {
    const cell = { actual: 6, predicted: 0 };
    expect([...cellImages(ANSWERS, cell, 'dataset')]).toEqual([0, 2, 4]);
    expect([...cellImages(ANSWERS, cell, 'certain')]).toEqual([2, 0, 4]);
    expect([...cellImages(ANSWERS, cell, 'uncertain')]).toEqual([0, 4, 2]);
    expect([...cellImages(ANSWERS, { actual: 1, predicted: 1 }, 'certain')]).toEqual([]);
  });

  it('have the surest mistakes first, of all cells', () => {
    expect([...confidentlyWrong(ANSWERS)]).toEqual([5, 2, 0, 4]);
  });

  it('have the least sure answers first, right or wrong', () => {
    expect([...leastCertain(ANSWERS)]).toEqual([3, 0, 4, 2, 5, 1]);
  });

  it('have the wrong labels that were learned', () => {
    const cleanLabels = new Uint8Array(46);
    // Image 41 was given class 6 though it is a 2 and is answered 6; image 43 was given 0 and is 0.
    cleanLabels.set([6, 2, 4, 0, 6, 9], 40);
    expect([...learnedNoise(ANSWERS, cleanLabels)]).toEqual([1]);
  });
});
