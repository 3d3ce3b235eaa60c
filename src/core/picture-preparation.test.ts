import { describe, expect, it } from 'vitest';
import { IMAGE_SIDE } from './classes.ts';
import { preparePicture, type RgbaPicture } from './picture-preparation.ts';

type Painter = (row: number, column: number) => number | readonly [number, number, number, number];

function picture(width: number, height: number, painter: Painter): RgbaPicture {
  const data = Array.from({ length: width * height }, (_, pixel) => {
    const painted = painter(Math.floor(pixel / width), pixel % width);
    return typeof painted === 'number' ? [painted, painted, painted, 255] : painted;
  }).flat();
  return { width, height, data };
}

function rowsOf(pixels: Uint8Array): number[][] {
  return Array.from({ length: IMAGE_SIDE }, (_, row) => [...pixels.subarray(row * IMAGE_SIDE, (row + 1) * IMAGE_SIDE)]);
}

const isIn = (value: number, from: number, upTo: number): boolean => value >= from && value < upTo;

/** A filled rectangle of 28 rows and 14 columns, off the middle. */
const UPRIGHT = (ink: number, paper: number) =>
  picture(60, 50, (row, column) => (isIn(row, 3, 31) && isIn(column, 40, 54) ? ink : paper));

const HALF_WHITE = Array.from({ length: IMAGE_SIDE }, () => [
  ...new Array<number>(7).fill(0),
  ...new Array<number>(14).fill(255),
  ...new Array<number>(7).fill(0),
]);

describe('preparePicture', () => {
  it('trims, centres and negates black on white', () => {
    const prepared = preparePicture(UPRIGHT(0, 255));
    expect(prepared?.isNegated).toBe(true);
    expect(rowsOf(prepared?.pixels ?? new Uint8Array())).toEqual(HALF_WHITE);
  });

  it('leaves light on dark as it is', () => {
    const prepared = preparePicture(UPRIGHT(255, 0));
    expect(prepared?.isNegated).toBe(false);
    expect(rowsOf(prepared?.pixels ?? new Uint8Array())).toEqual(HALF_WHITE);
  });

  it('makes a grey or uneven background black', () => {
    const paper = (row: number, column: number): number => 196 + ((row * 7 + column * 3) % 5);
    const onGrey = picture(60, 50, (row, column) =>
      isIn(row, 3, 31) && isIn(column, 40, 54) ? 0 : paper(row, column),
    );
    const rows = rowsOf(preparePicture(onGrey)?.pixels ?? new Uint8Array());
    expect(rows).toEqual(HALF_WHITE);
  });

  it('takes see-through parts for white', () => {
    const cutOut = picture(60, 50, (row, column) =>
      isIn(row, 3, 31) && isIn(column, 40, 54) ? [0, 0, 0, 255] : [0, 0, 0, 0],
    );
    expect(rowsOf(preparePicture(cutOut)?.pixels ?? new Uint8Array())).toEqual(HALF_WHITE);
  });

  it('resizes the longer side to 28 by averaging areas, and puts the odd pixel behind', () => {
    // 280 wide and 130 high, with a mark in the fifth of each ten columns: a tenth of what is averaged.
    const wide = picture(300, 200, (row, column) => {
      if (!isIn(row, 20, 150) || !isIn(column, 10, 290)) return 255;
      return column % 10 === 5 ? 0 : 128;
    });
    const rows = rowsOf(preparePicture(wide)?.pixels ?? new Uint8Array());
    const filled = rows.map((row) => row.some((value) => value > 0));
    expect(filled.indexOf(true)).toBe(7);
    expect(filled.lastIndexOf(true)).toBe(19);
    expect(rows[12]).toEqual(new Array<number>(IMAGE_SIDE).fill(Math.round(0.9 * 127 + 0.1 * 255)));
  });

  it('sharpens with the window that made the dataset', () => {
    // At 28x28 nothing is resized. A step from 100 to 150 across a flat field, far from any edge.
    const field = picture(30, 30, (row, column) => {
      if (!isIn(row, 1, 29) || !isIn(column, 1, 29)) return 0;
      return column < 15 ? 100 : 150;
    });
    const row = rowsOf(preparePicture(field)?.pixels ?? new Uint8Array())[14] ?? [];
    // Three of the nine weights lie across the step: (e^-0.5 + 2 e^-1) / (2 + 4 e^-0.5 + 4 e^-1) = 0.22759 of it.
    const overshoot = (50 * (Math.exp(-0.5) + 2 * Math.exp(-1))) / (2 + 4 * Math.exp(-0.5) + 4 * Math.exp(-1));
    expect(row.slice(10, 18)).toEqual([
      100,
      100,
      100,
      Math.round(100 - overshoot),
      Math.round(150 + overshoot),
      150,
      150,
      150,
    ]);
  });

  it('weighs colours as the eye does', () => {
    const square = (colour: readonly [number, number, number, number]) =>
      rowsOf(
        preparePicture(picture(30, 30, (row, column) => (isIn(row, 1, 29) && isIn(column, 1, 29) ? colour : 0)))
          ?.pixels ?? new Uint8Array(),
      )[14]?.[14];
    expect(square([255, 0, 0, 255])).toBe(54);
    expect(square([0, 255, 0, 255])).toBe(182);
    expect(square([0, 0, 255, 255])).toBe(18);
  });

  it('finds nothing in a picture that is all background', () => {
    expect(preparePicture(picture(40, 40, (row) => 250 + (row % 3)))).toBeUndefined();
    expect(preparePicture(picture(1, 1, () => 0))).toBeUndefined();
  });

  it('enlarges a picture smaller than 28 pixels', () => {
    const dot = picture(5, 5, (row, column) => (row === 2 && column === 2 ? 0 : 255));
    expect(preparePicture(dot)?.pixels.every((value) => value === 255)).toBe(true);
  });
});
