import { describe, expect, it } from 'vitest';
import {
  accuracyOf,
  actualTotal,
  confusionAt,
  correctCount,
  countConfusion,
  imagesCounted,
  predictedTotal,
} from './confusion.ts';

describe('confusion counts', () => {
  const counts = countConfusion(Uint8Array.of(6, 6, 6, 0, 9), Uint8Array.of(0, 0, 6, 0, 7));

  it('puts an image in the row of its actual class and the column of the answer', () => {
    expect(confusionAt(counts, 6, 0)).toBe(2);
    expect(confusionAt(counts, 0, 6)).toBe(0);
    expect(counts[9 * 10 + 7]).toBe(1);
  });

  it('totals by actual class, by answer and over all', () => {
    expect(actualTotal(counts, 6)).toBe(3);
    expect(predictedTotal(counts, 0)).toBe(3);
    expect(predictedTotal(counts, 9)).toBe(0);
    expect(imagesCounted(counts)).toBe(5);
    expect(correctCount(counts)).toBe(2);
    expect(accuracyOf(counts)).toBe(2 / 5);
  });

  it('has an accuracy of 0 without images', () => {
    expect(accuracyOf(new Uint32Array(100))).toBe(0);
  });

  it('refuses lists of different lengths', () => {
    expect(() => countConfusion(Uint8Array.of(1), Uint8Array.of(1, 2))).toThrow('1 actual labels against 2 predicted');
  });
});
