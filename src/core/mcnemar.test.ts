import { describe, expect, it } from 'vitest';
import { type AnsweredImages, disagreementOf, mcnemarP } from './mcnemar.ts';

describe('mcnemarP', () => {
  // statsmodels 0.15.0 on scipy 1.17.1: mcnemar([[9000, b], [c, 500]], exact=True).pvalue.
  it.each([
    [312, 260, 0.032881944816295916],
    [0, 0, 1],
    [0, 1, 1],
    [5, 0, 0.0625],
    [1, 9, 0.021484375],
    [10, 10, 1],
    [3, 4, 1],
    [40, 80, 0.00033040001839131815],
    [1500, 1650, 0.007925667810472187],
    [5000, 5200, 0.04878796312682234],
    [0, 60, 1.734723475976807e-18],
    [200, 1, 1.2570490861279506e-58],
  ])('agrees with statsmodels on %i images of one and %i of the other', (onlyFirst, onlySecond, p) => {
    expect(Math.abs(mcnemarP({ onlyFirst, onlySecond }) / p - 1)).toBeLessThan(1e-9);
    expect(mcnemarP({ onlyFirst: onlySecond, onlySecond: onlyFirst })).toBe(mcnemarP({ onlyFirst, onlySecond }));
  });

  it('is a probability however many images there are', () => {
    expect(mcnemarP({ onlyFirst: 0, onlySecond: 60_000 })).toBe(0);
    expect(mcnemarP({ onlyFirst: 30_000, onlySecond: 30_000 })).toBe(1);
  });
});

describe('disagreementOf', () => {
  const answers = (indices: number[], actual: number[], predicted: number[]): AnsweredImages => ({
    indices: Uint32Array.from(indices),
    actual: Uint8Array.from(actual),
    predicted: Uint8Array.from(predicted),
  });

  it('counts the images on which one is right and the other is not, in whatever order they were asked', () => {
    // Image 7: both right. 8: only the first. 9 and 4: only the second. 3: both wrong, differently.
    const first = answers([7, 8, 9, 4, 3], [1, 2, 3, 4, 5], [1, 2, 0, 0, 6]);
    const second = answers([3, 4, 7, 8, 9], [5, 4, 1, 2, 3], [7, 4, 1, 0, 3]);
    expect(disagreementOf(first, second)).toEqual({ images: 5, onlyFirst: 1, onlySecond: 2 });
    expect(disagreementOf(second, first)).toEqual({ images: 5, onlyFirst: 2, onlySecond: 1 });
  });

  it('compares nothing that is not of the very same images with the same labels', () => {
    const first = answers([1, 2], [0, 0], [0, 0]);
    expect(disagreementOf(first, answers([1, 3], [0, 0], [0, 0]))).toBeUndefined();
    expect(disagreementOf(first, answers([1], [0], [0]))).toBeUndefined();
    expect(disagreementOf(first, answers([1, 2, 3], [0, 0, 0], [0, 0, 0]))).toBeUndefined();
    expect(disagreementOf(first, answers([1, 2], [0, 5], [0, 0]))).toBeUndefined();
    expect(disagreementOf(answers([], [], []), answers([], [], []))).toBeUndefined();
    expect(disagreementOf(first, answers([1, 1], [0, 0], [0, 0]))).toBeUndefined();
    expect(disagreementOf(answers([1, 1], [0, 0], [0, 0]), answers([1, 1], [0, 0], [0, 0]))).toBeUndefined();
  });
});
