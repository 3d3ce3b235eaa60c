import { IMAGE_SIDE } from './classes.ts';

/** Shades that are this far apart count as one: sharpening moves them a little. */
const ALIKE = 12;
/** What is darker is background. */
const DARK = 12;
/** Of the pixels inside. Of 5,000 training images one in 500 is so even. */
const FLAT_SHARE = 0.8;
/** A picture with fewer pixels inside is of lines. */
const LEAST_INSIDE = 0.08;
const LEAST_LIT = 12;

/** Whether a picture has one shade on black and hardly any other, or lines alone, as drawings do and photographs don't. */
export function isFlat(pixels: Uint8Array): boolean {
  const counts = new Uint32Array(256);
  let [lit, inside] = [0, 0];
  for (const [place, value] of pixels.entries()) {
    if (value < DARK) continue;
    lit++;
    // At an edge a pixel is a part of both.
    if (!isInside(pixels, place)) continue;
    inside++;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  if (lit < LEAST_LIT) return false;
  if (inside < LEAST_INSIDE * lit) return true;
  return largestBand(counts) >= FLAT_SHARE * inside;
}

function isInside(pixels: Uint8Array, place: number): boolean {
  const [row, column] = [Math.floor(place / IMAGE_SIDE), place % IMAGE_SIDE];
  const isLit = (down: number, across: number): boolean => {
    const [r, c] = [row + down, column + across];
    const isOut = r < 0 || r >= IMAGE_SIDE || c < 0 || c >= IMAGE_SIDE;
    return isOut || (pixels[r * IMAGE_SIDE + c] ?? 0) >= DARK;
  };
  return isLit(-1, 0) && isLit(1, 0) && isLit(0, -1) && isLit(0, 1);
}

function largestBand(counts: Uint32Array): number {
  let most = 0;
  for (let shade = 0; shade + ALIKE <= counts.length; shade++) {
    most = Math.max(
      most,
      counts.subarray(shade, shade + ALIKE).reduce((sum, count) => sum + count, 0),
    );
  }
  return most;
}
