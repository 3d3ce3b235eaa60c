import { describe, expect, it } from 'vitest';
import { boxAround, type Corner, placedIn, pointAt, pointsWithin, pointTowards } from './plane-points.ts';

const POINTS = Float32Array.of(-2, 0, 2, 0, 0, 1, 0, -1);

describe('placedIn', () => {
  it('fills the narrower side up to the margin, at one scale, in the middle', () => {
    const placed = placedIn(POINTS, boxAround([POINTS]), { width: 100, height: 300 }, 10);
    expect([...placed]).toEqual([10, 150, 90, 150, 50, 170, 50, 130]);
  });

  it('keeps a layout where it is when another one needs less room', () => {
    const small = POINTS.map((value) => value / 2);
    const placed = placedIn(small, boxAround([POINTS, small]), { width: 100, height: 300 }, 10);
    expect([...placed.subarray(0, 4)]).toEqual([30, 150, 70, 150]);
  });

  it('puts points that are all in one place in the middle', () => {
    const same = Float32Array.of(3, 3, 3, 3);
    expect([...placedIn(same, boxAround([same]), { width: 40, height: 20 }, 4)]).toEqual([20, 10, 20, 10]);
    expect(boxAround([])).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  });
});

describe('pointAt', () => {
  it('finds the nearest within reach, of equals the one on top', () => {
    const placed = Float32Array.of(10, 10, 14, 10, 14, 10);
    expect(pointAt(placed, [11, 10], 5)).toBe(0);
    expect(pointAt(placed, [13, 10], 5)).toBe(2);
    expect(pointAt(placed, [13, 20], 5)).toBeUndefined();
  });
});

describe('pointTowards', () => {
  // From the first: one ahead, one nearer but more aside, one behind, one straight below.
  const placed = Float32Array.of(10, 10, 20, 11, 14, 13, 2, 10, 10, 30);

  it('goes ahead rather than aside, and nowhere at the edge', () => {
    expect(pointTowards(placed, 0, [1, 0])).toBe(2);
    expect(pointTowards(placed, 2, [1, 0])).toBe(1);
    expect(pointTowards(placed, 1, [1, 0])).toBeUndefined();
    expect(pointTowards(placed, 0, [-1, 0])).toBe(3);
    expect(pointTowards(placed, 0, [0, 1])).toBe(4);
    expect(pointTowards(placed, 4, [0, -1])).toBe(0);
  });
});

describe('pointsWithin', () => {
  // A horseshoe open to the right: its hollow is outside.
  const horseshoe: readonly Corner[] = [
    [0, 0],
    [10, 0],
    [10, 2],
    [4, 2],
    [4, 8],
    [10, 8],
    [10, 10],
    [0, 10],
  ];

  it('takes what an outline goes around, its hollows left out, in whichever direction it was drawn', () => {
    const placed = Float32Array.of(2, 5, 8, 5, 8, 1, 8, 9, 12, 5, -1, 5);
    expect(pointsWithin(placed, horseshoe)).toEqual([0, 2, 3]);
    expect(pointsWithin(placed, [...horseshoe].reverse())).toEqual([0, 2, 3]);
  });

  it('is empty for an outline without an inside', () => {
    expect(pointsWithin(POINTS, [])).toEqual([]);
    expect(
      pointsWithin(POINTS, [
        [-5, 0],
        [5, 0],
      ]),
    ).toEqual([]);
  });
});
