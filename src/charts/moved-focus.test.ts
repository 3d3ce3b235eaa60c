import { describe, expect, it } from 'vitest';
import { movedFocus } from './moved-focus.ts';

const move = (key: string, row: number, column: number, withControl = false) =>
  movedFocus({ row, column }, key, withControl, 10, 10);

describe('movedFocus', () => {
  it('walks with the arrows and stays inside', () => {
    expect(move('ArrowDown', 3, 3)).toEqual({ row: 4, column: 3 });
    expect(move('ArrowDown', 9, 3)).toEqual({ row: 9, column: 3 });
    expect(move('ArrowLeft', 3, 0)).toEqual({ row: 3, column: 0 });
  });

  it('jumps to the ends of a row, with Control to the corners', () => {
    expect(move('Home', 4, 4)).toEqual({ row: 4, column: 0 });
    expect(move('End', 4, 4, true)).toEqual({ row: 9, column: 9 });
  });

  it('leaves other keys alone', () => {
    expect(move('Tab', 4, 4)).toBeUndefined();
  });
});
