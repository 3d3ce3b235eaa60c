import { describe, expect, it } from 'vitest';
import { thinnedEpochs } from './thinned-epochs.ts';

const epochs = (count: number, best: number) =>
  Array.from({ length: count }, (_, index) => ({ epoch: index + 1, isBest: index + 1 === best }));

describe('epochs on paper', () => {
  it.each([0, 1, 42])('are all there when they are %d', (count) => {
    expect(thinnedEpochs(epochs(count, 1))).toEqual(epochs(count, 1));
  });

  it.each([43, 100, 200])('are no more than a page holds of %d, with the best and the last', (count) => {
    const thinned = thinnedEpochs(epochs(count, 38));
    expect(thinned.length).toBeLessThanOrEqual(42);
    expect(thinned.length).toBeGreaterThan(20);
    expect(thinned.map(({ epoch }) => epoch)).toEqual(expect.arrayContaining([1, 38, count]));
    expect(thinned.map(({ epoch }) => epoch)).toEqual([...thinned.map(({ epoch }) => epoch)].sort((a, b) => a - b));
  });
});
