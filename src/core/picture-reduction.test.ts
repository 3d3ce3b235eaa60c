import { describe, expect, it } from 'vitest';
import { fillRandomWords } from './philox.ts';
import { PictureReduction, type RgbaPicture, reducedPicture } from './picture-reduction.ts';

function randomPicture(width: number, height: number): RgbaPicture {
  const words = new Uint32Array(4 * width * height);
  fillRandomWords(words, 5, 95, 0);
  return { width, height, data: Uint8ClampedArray.from(words, (word) => word % 256) };
}

describe('a picture made smaller', () => {
  it('has in each pixel the average of the area that it stands for, on white', () => {
    const { width, height, data } = randomPicture(37, 23);
    const small = reducedPicture({ width, height, data }, 10);
    expect([small.width, small.height]).toEqual([10, 6]);
    for (const [row, column, channel] of [
      [0, 0, 0],
      [3, 4, 1],
      [5, 9, 2],
    ] as const) {
      // By the definition: each source pixel weighs as much as it overlaps.
      const overlap = (from: number, to: number, at: number) => Math.max(0, Math.min(to, at + 1) - Math.max(from, at));
      const [across, down] = [width / 10, height / 6];
      let [sum, weight] = [0, 0];
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const share = overlap(column * across, (column + 1) * across, x) * overlap(row * down, (row + 1) * down, y);
          const at = 4 * (y * width + x);
          const alpha = (data[at + 3] ?? 0) / 255;
          sum += share * ((data[at + channel] ?? 0) * alpha + 255 * (1 - alpha));
          weight += share;
        }
      }
      expect(small.values[3 * (row * 10 + column) + channel]).toBeCloseTo(sum / weight, 3);
    }
  });

  it('is the same to the bit however many rows come at a time', () => {
    const { width, height, data } = randomPicture(50, 90);
    const whole = reducedPicture({ width, height, data }, 32);
    for (const strip of [1, 7, 89]) {
      const reduction = new PictureReduction(width, height, 32);
      for (let row = 0; row < height; row += strip) {
        const rows = Math.min(strip, height - row);
        reduction.add(Array.prototype.slice.call(data, 4 * row * width, 4 * (row + rows) * width), rows);
      }
      expect(reduction.finish()).toEqual(whole);
    }
  });

  it('that is small enough stays as it is', () => {
    const { width, height, values } = reducedPicture({ width: 2, height: 1, data: [1, 2, 3, 255, 40, 50, 60, 255] });
    expect([width, height, [...values]]).toEqual([2, 1, [1, 2, 3, 40, 50, 60]]);
    expect(reducedPicture({ width: 3000, height: 10, data: new Uint8Array(120_000) })).toMatchObject({
      width: 1024,
      height: 3,
    });
  });

  it('is none while rows are missing', () => {
    const reduction = new PictureReduction(4, 4);
    reduction.add(new Uint8Array(48), 3);
    expect(() => reduction.finish()).toThrow('3 rows of 4');
  });
});
