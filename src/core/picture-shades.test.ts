import { expect, it } from 'vitest';
import { preparePicture } from './picture-preparation.ts';
import { isFlat } from './picture-shades.ts';

const SIDE = 280;
type Shader = (x: number, y: number) => number;

/** A trunk with two sleeves on white paper. @param shade 0 is black */
function drawing(shade: Shader): Uint8Array {
  const isThere = (x: number, y: number) =>
    (y > 40 && y < 90 && x > 30 && x < 250) || (y >= 90 && y < 250 && x > 85 && x < 195);
  const data = new Uint8ClampedArray(4 * SIDE * SIDE).fill(255);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    if (isThere(x, y)) data.fill(shade(x, y), 4 * pixel, 4 * pixel + 3);
  }
  const prepared = preparePicture({ width: SIDE, height: SIDE, data });
  if (prepared === undefined) throw new Error('nothing is left');
  return prepared.pixels;
}

it('a drawing in one shade is flat, whichever that is', () => {
  for (const shade of [0, 64, 128, 192]) expect(isFlat(drawing(() => shade))).toBe(true);
});

it('a drawing of outlines is flat', () => {
  const isLine: Shader = (x, y) =>
    y < 60 || y > 235 || x < 50 || x > 230 || (y >= 90 && (x < 105 || x > 175)) ? 0 : 255;
  expect(isFlat(drawing(isLine))).toBe(true);
});

it('a drawing with greys, folds or a soft shadow is not', () => {
  expect(isFlat(drawing((x) => 40 + x / 2))).toBe(false);
  expect(isFlat(drawing((x, y) => (y < 90 ? 128 : x < 140 ? 0 : 64)))).toBe(false);
});

it('a picture of nothing, or of a speck, is not', () => {
  expect(isFlat(new Uint8Array(784))).toBe(false);
  expect(isFlat(new Uint8Array(784).fill(255, 300, 305))).toBe(false);
});
