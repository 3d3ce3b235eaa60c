import { describe, expect, it } from 'vitest';
import { noteWidth, placeMarks } from './mark-layout.ts';

describe('placeMarks', () => {
  const SPACE = { left: 0, right: 500, reserved: [], textSize: 11 };
  const labelled = (x: number) => ({ x, label: 'rate 0.001' });

  it('keeps names that are far apart in one row', () => {
    const placed = placeMarks([labelled(10), labelled(200), labelled(300)], SPACE);
    expect(placed.map(({ row }) => row)).toEqual([0, 0, 0]);
  });

  it('gives names close together rows of their own, and comes back to the first', () => {
    const placed = placeMarks([labelled(10), labelled(20), labelled(30), labelled(200)], SPACE);
    expect(placed.map(({ row }) => row)).toEqual([0, 1, 2, 0]);
  });

  it('turns a name at the right end inwards, unless it would leave the other end', () => {
    const [early, late] = placeMarks([labelled(10), labelled(490)], SPACE);
    expect([early?.side, late?.side]).toEqual(['right', 'left']);
    const [narrow] = placeMarks([labelled(40)], { ...SPACE, right: 80 });
    expect(narrow?.side).toBe('right');
  });

  it('leaves a reserved end of the first row alone', () => {
    const [before, within] = placeMarks([labelled(10), labelled(300)], { ...SPACE, reserved: [250] });
    expect([before?.row, within?.row]).toEqual([0, 1]);
  });

  it('stacks the names of one moment, and says nothing twice', () => {
    const placed = placeMarks([labelled(10), { x: 10, label: 'dropout ×2' }, labelled(10)], SPACE);
    expect(placed).toMatchObject([
      { label: 'rate 0.001', row: 0 },
      { label: 'dropout ×2', row: 1 },
    ]);
  });

  it('counts what finds no room at the name before it, and keeps every line', () => {
    const placed = placeMarks([1, 2, 3, 4, 5].map(labelled), SPACE);
    expect(placed.map(({ x }) => x)).toEqual([1, 2, 3, 4, 5]);
    expect(placed.map(({ label }) => label)).toEqual([
      'rate 0.001',
      'rate 0.001',
      'rate 0.001 +2',
      undefined,
      undefined,
    ]);
  });

  it('never lets two names of a row touch', () => {
    const marks = Array.from({ length: 60 }, (_, index) => labelled((index * 137) % 500));
    const spans = placeMarks(marks, SPACE).flatMap(({ x, label, side, row }) => {
      if (label === undefined) return [];
      const width = noteWidth('rate 0.001', 11);
      return [{ row, from: side === 'right' ? x : x - width, to: side === 'right' ? x + width : x }];
    });
    for (const a of spans) {
      const touching = spans.filter((b) => b !== a && b.row === a.row && b.from < a.to && a.from < b.to);
      expect(touching).toEqual([]);
    }
  });
});
