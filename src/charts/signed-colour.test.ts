import { expect, it } from 'vitest';
import { overlayColour, signedColour } from './signed-colour.ts';

it('is the same neutral colour at 0 from both sides, and two hues apart at the ends', () => {
  expect(signedColour(1e-9)).toEqual(signedColour(-1e-9));
  const [above, below] = [signedColour(1), signedColour(-1)];
  expect(above[0]).toBeGreaterThan(above[2] + 100);
  expect(below[2]).toBeGreaterThan(below[0] + 100);
});

it('lets the image through at 0 and covers it at the ends', () => {
  expect(overlayColour(0)[3]).toBe(0);
  expect(overlayColour(1)[3]).toBeGreaterThan(200);
  expect(overlayColour(-1)[3]).toBe(overlayColour(1)[3]);
});

it('stays within its ends, and takes what is no number for 0', () => {
  expect(signedColour(7)).toEqual(signedColour(1));
  expect(signedColour(Number.NaN)).toEqual(signedColour(0));
  expect(overlayColour(Number.NaN)[3]).toBe(0);
});
