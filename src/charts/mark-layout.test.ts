import { describe, expect, it } from 'vitest';
import { placeMarks } from './mark-layout.ts';

describe('placeMarks', () => {
  const labelled = (x: number) => ({ x, label: 'rate 0.001' });

  it('keeps names that are far apart in one row', () => {
    const placed = placeMarks([labelled(10), labelled(200), labelled(300)], 500);
    expect(placed.map(({ row }) => row)).toEqual([0, 0, 0]);
  });

  it('gives names close together rows of their own, and comes back to the first', () => {
    const placed = placeMarks([labelled(10), labelled(20), labelled(30), labelled(200)], 500);
    expect(placed.map(({ row }) => row)).toEqual([0, 1, 2, 0]);
  });

  it('turns a name at the right end inwards', () => {
    const [early, late] = placeMarks([labelled(10), labelled(490)], 500);
    expect([early?.side, late?.side]).toEqual(['right', 'left']);
  });

  it('names changes of the same moment at one line', () => {
    const placed = placeMarks(
      [
        { x: 10, label: 'rate 0.001' },
        { x: 10, label: 'dropout ×2' },
        { x: 10, label: 'rate 0.001' },
      ],
      500,
    );
    expect(placed).toMatchObject([{ x: 10, label: 'rate 0.001, dropout ×2' }]);
  });

  it('counts what finds no room at the name before it, and keeps every line', () => {
    const placed = placeMarks([1, 2, 3, 4, 5, 6].map(labelled), 500);
    expect(placed.map(({ x }) => x)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(placed.map(({ label }) => label)).toEqual([
      'rate 0.001',
      'rate 0.001',
      'rate 0.001',
      'rate 0.001 +2',
      undefined,
      undefined,
    ]);
  });

  it('places marks in order whatever order they come in', () => {
    expect(placeMarks([labelled(300), labelled(10)], 500).map(({ x }) => x)).toEqual([10, 300]);
  });
});
