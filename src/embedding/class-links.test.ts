import { describe, expect, it } from 'vitest';
import { countClassLinks, nearestClasses, nearestPairs } from './class-links.ts';

/** Two shirts (6), one coat (4), one bag (8); two neighbours each. */
const LABELS = Uint8Array.of(6, 6, 4, 8);
const LINKS = countClassLinks(Uint32Array.of(1, 2, 0, 2, 0, 1, 2, 0), LABELS);

describe('classes near each other', () => {
  it('are counted by the class of each neighbour', () => {
    expect(LINKS[6 * 10 + 6]).toBe(2);
    expect(LINKS[6 * 10 + 4]).toBe(2);
    expect(LINKS[4 * 10 + 6]).toBe(2);
    expect(LINKS[8 * 10 + 4]).toBe(1);
    expect(LINKS[8 * 10 + 6]).toBe(1);
    expect(LINKS.reduce((sum, count) => sum + count, 0)).toBe(8);
  });

  it('come in order for one class, without itself and without those that are never near', () => {
    expect(nearestClasses(LINKS, 6)).toEqual([{ label: 4, share: 0.5 }]);
    expect(nearestClasses(LINKS, 8)).toEqual([
      { label: 4, share: 0.5 },
      { label: 6, share: 0.5 },
    ]);
    expect(nearestClasses(LINKS, 0)).toEqual([]);
  });

  it('come in order as pairs, by the share of both classes’ neighbours', () => {
    expect(nearestPairs(LINKS)).toEqual([
      { first: 4, second: 6, share: 4 / 6 },
      { first: 4, second: 8, share: 1 / 4 },
      { first: 6, second: 8, share: 1 / 6 },
    ]);
    expect(nearestPairs(new Uint32Array(100))).toEqual([]);
  });
});
