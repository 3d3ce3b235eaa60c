import { describe, expect, it } from 'vitest';
import { fillRandomWords, wordToUnit } from '../core/philox.ts';
import { FEWEST_POINTS } from './layout-limits.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { principalPositions } from './start-positions.ts';
import { umapLayout } from './umap-layout.ts';

const WIDTH = 12;
const GROUPS = 3;

/** Points around three corners of a cube of twelve dimensions; point p belongs to group p % 3. */
function groups(count: number, spread = 0.2): Float32Array {
  const words = new Uint32Array(count * WIDTH);
  fillRandomWords(words, 7, 1, 0);
  return Float32Array.from(words, (word, at) => {
    const [point, unit] = [Math.floor(at / WIDTH), at % WIDTH];
    return (unit === point % GROUPS ? 4 : 0) + spread * wordToUnit(word);
  });
}

function distance(positions: Float32Array, first: number, second: number): number {
  const difference = (axis: 0 | 1): number => (positions[2 * first + axis] ?? 0) - (positions[2 * second + axis] ?? 0);
  return Math.hypot(difference(0), difference(1));
}

describe('nearestNeighbours', () => {
  it('finds a point itself, then the others by distance', () => {
    const line = Float32Array.of(0, 0, 1, 0, 5, 0, 3, 0);
    const { indices, distances } = nearestNeighbours(line, 2, 3);
    expect(indices).toEqual([
      [0, 1, 3],
      [1, 0, 3],
      [2, 3, 1],
      [3, 1, 2],
    ]);
    expect(distances[0]).toEqual([0, 1, 3]);
  });

  it('keeps a point itself first among equals', () => {
    expect(nearestNeighbours(new Float32Array(6), 2, 2).indices).toEqual([
      [0, 1],
      [1, 0],
      [2, 0],
    ]);
  });

  it('refuses more neighbours than points', () => {
    expect(() => nearestNeighbours(new Float32Array(6), 2, 4)).toThrow(RangeError);
  });
});

describe('principalPositions', () => {
  it('lays points of a plane out along its longer and its shorter side', () => {
    const points = Float32Array.from([-4, 0, 4, 0, 0, 1, 0, -1].flatMap((value) => [value, 3]));
    // Rows of four: x, 3, y, 3.
    const positions = principalPositions(points, 4);
    expect(Math.abs(positions[0] ?? 0)).toBeCloseTo(10, 3);
    expect(positions[1]).toBeCloseTo(0, 3);
    expect(positions[4]).toBeCloseTo(0, 3);
    expect(Math.abs(positions[5] ?? 0)).toBeCloseTo(10, 3);
  });

  it('has nothing to say of points that are all the same', () => {
    expect(principalPositions(new Float32Array(20).fill(2), 5)).toEqual(new Float32Array(8));
  });
});

describe('umapLayout', () => {
  const points = groups(90);
  const { positions: layout, neighbours } = umapLayout({ points, width: WIDTH });

  it('keeps what is near together and what is far apart', () => {
    for (let point = 0; point < 90; point++) {
      let nearest = point === 0 ? 1 : 0;
      for (let other = 0; other < 90; other++) {
        const isNearer = other !== point && distance(layout, point, other) < distance(layout, point, nearest);
        if (isNearer) nearest = other;
      }
      expect(nearest % GROUPS).toBe(point % GROUPS);
    }
  });

  it('names the neighbours it laid each point out by, without the point itself', () => {
    expect(neighbours).toHaveLength(90 * 14);
    for (const [at, other] of neighbours.entries()) {
      const point = Math.floor(at / 14);
      expect(other).not.toBe(point);
      expect(other % GROUPS).toBe(point % GROUPS);
    }
  });

  it('is the same each time', () => {
    expect(umapLayout({ points, width: WIDTH }).positions).toEqual(layout);
  });

  it('goes on from the layout before: points move little when they have changed little', () => {
    const changed = points.map((value, at) => value + (at % 5) * 0.01);
    const { positions: next } = umapLayout({ points: changed, width: WIDTH, start: layout });
    const moved = Array.from({ length: 90 }, (_, point) =>
      Math.hypot(
        (next[2 * point] ?? 0) - (layout[2 * point] ?? 0),
        (next[2 * point + 1] ?? 0) - (layout[2 * point + 1] ?? 0),
      ),
    ).sort((a, b) => a - b);
    const apart = distance(layout, 0, 1);
    expect(moved[45]).toBeLessThan(apart / 4);
  });

  it('says how far it is', () => {
    const shares: number[] = [];
    umapLayout({ points, width: WIDTH, start: layout }, (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('refuses too few points', () => {
    expect(() => umapLayout({ points: groups(FEWEST_POINTS - 2), width: WIDTH })).toThrow(RangeError);
  });
});
