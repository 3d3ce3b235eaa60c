import { describe, expect, it } from 'vitest';
import { movedLook } from './moved-look.ts';

/** Ten images, four a row, one row in sight. */
const from = (looked: number, key: string) => movedLook(looked, key, 10, 4, 1);

describe('movedLook', () => {
  it('goes to the next and the previous image, over the ends of rows', () => {
    expect([from(3, 'ArrowRight'), from(4, 'ArrowLeft')]).toEqual([4, 3]);
    expect([from(9, 'ArrowRight'), from(0, 'ArrowLeft')]).toEqual([9, 0]);
  });

  it('goes up and down in its column and stays among the images', () => {
    expect([from(1, 'ArrowDown'), from(5, 'ArrowUp'), from(1, 'ArrowUp'), from(7, 'ArrowDown')]).toEqual([5, 1, 1, 9]);
    expect([movedLook(0, 'PageDown', 100, 4, 3), movedLook(50, 'PageUp', 100, 4, 3)]).toEqual([12, 38]);
  });

  it('goes to both ends and leaves other keys alone', () => {
    expect([from(5, 'Home'), from(5, 'End'), from(5, 'Tab')]).toEqual([0, 9, undefined]);
  });
});
