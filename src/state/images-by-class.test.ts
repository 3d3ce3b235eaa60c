import { describe, expect, it } from 'vitest';
import { imagesByClass } from './images-by-class.ts';

describe('imagesByClass', () => {
  it('takes the first images of each class, a row a class', () => {
    const labels = Uint8Array.from({ length: 40 }, (_, image) => image % 10);
    const indices = imagesByClass(labels, 10, 40, 2);
    expect([...indices.slice(0, 4)]).toEqual([10, 20, 11, 21]);
  });

  it('repeats the last image of a class that has too few', () => {
    const labels = Uint8Array.from({ length: 10 }, (_, image) => image);
    expect([...imagesByClass(labels, 0, 10, 3).slice(0, 6)]).toEqual([0, 0, 0, 1, 1, 1]);
  });
});
