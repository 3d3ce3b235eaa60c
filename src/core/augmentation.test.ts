import { describe, expect, it } from 'vitest';
import { type Augmentation, augments, drawTransforms, NO_AUGMENTATION, TRANSFORM_FLOATS } from './augmentation.ts';
import { fillRandomWords } from './philox.ts';

const ALL: Augmentation = { flip: true, shift: 3, cutout: 8, rotation: 15 };
const SEED = 5;
const STEP = 9;

/** A row by its names. */
function rowsOf(augmentation: Augmentation, images: number, seed = SEED, step = STEP) {
  const values = drawTransforms(augmentation, seed, step, images);
  return Array.from({ length: images }, (_, image) => {
    const row = values.subarray(image * TRANSFORM_FLOATS, (image + 1) * TRANSFORM_FLOATS);
    const [a = 0, b = 0, tx = 0, c = 0, d = 0, ty = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0] = row;
    return { a, b, tx, c, d, ty, x0, y0, x1, y1 };
  });
}

/** Whether a count of a binomial is within 5 standard deviations of its mean. */
function expectShare(count: number, of: number, probability: number): void {
  const deviation = Math.sqrt(of * probability * (1 - probability));
  expect(Math.abs(count - of * probability)).toBeLessThan(5 * deviation);
}

describe('augments', () => {
  it('says whether anything is on', () => {
    expect(augments(NO_AUGMENTATION)).toBe(false);
    for (const one of [{ flip: true }, { shift: 1 }, { cutout: 1 }, { rotation: 0.5 }]) {
      expect(augments({ ...NO_AUGMENTATION, ...one })).toBe(true);
    }
  });
});

describe('drawTransforms', () => {
  it('leaves every image as it is when nothing is on', () => {
    const identity = { a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0, x0: 0, y0: 0, x1: 0, y1: 0 };
    expect(rowsOf(NO_AUGMENTATION, 3)).toEqual([identity, identity, identity]);
  });

  it('takes words 8 i to 8 i + 5 of stream 3: flip, shifts, angle, cutout', () => {
    const words = new Uint32Array(8 * 4);
    fillRandomWords(words, SEED, 3, STEP);
    const unit = (image: number, word: number): number => (words[8 * image + word] ?? 0) / 2 ** 32;
    for (const [image, { a, tx, ty }] of rowsOf({ ...NO_AUGMENTATION, flip: true, shift: 3 }, 4).entries()) {
      const right = Math.floor(unit(image, 1) * 7) - 3;
      expect(a).toBe(unit(image, 0) < 0.5 ? -1 : 1);
      expect(tx).toBe(a === 1 ? 0 - right : 27 + right);
      expect(ty).toBe(0 - (Math.floor(unit(image, 2) * 7) - 3));
    }
    for (const [image, { a, b, c, d }] of rowsOf({ ...NO_AUGMENTATION, rotation: 15 }, 4).entries()) {
      const angle = ((unit(image, 3) * 30 - 15) * Math.PI) / 180;
      for (const [value, expected] of [
        [a, Math.cos(angle)],
        [b, Math.sin(angle)],
        [c, -Math.sin(angle)],
        [d, Math.cos(angle)],
      ] as const) {
        expect(value).toBeCloseTo(expected, 6);
      }
    }
    for (const [image, { x0, y0, x1, y1 }] of rowsOf({ ...NO_AUGMENTATION, cutout: 5 }, 4).entries()) {
      const left = Math.floor(unit(image, 4) * 28) - 2;
      const top = Math.floor(unit(image, 5) * 28) - 2;
      expect([x0, y0]).toEqual([Math.max(0, left), Math.max(0, top)]);
      expect([x1, y1]).toEqual([Math.min(28, left + 5), Math.min(28, top + 5)]);
    }
  });

  it('depends on seed, step and position alone, whatever the size of the batch', () => {
    const rows = rowsOf(ALL, 40);
    expect(rowsOf(ALL, 40)).toEqual(rows);
    expect(rowsOf(ALL, 7)).toEqual(rows.slice(0, 7));
    expect(rowsOf(ALL, 40, SEED + 1)).not.toEqual(rows);
    expect(rowsOf(ALL, 40, SEED, STEP + 1)).not.toEqual(rows);
  });

  it('does not draw one choice differently because another is on', () => {
    const flipped = rowsOf({ ...NO_AUGMENTATION, flip: true }, 40).map(({ a }) => a < 0);
    expect(rowsOf(ALL, 40).map(({ a }) => a < 0)).toEqual(flipped);
    const boxes = rowsOf({ ...NO_AUGMENTATION, cutout: 8 }, 40).map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]);
    expect(rowsOf(ALL, 40).map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1])).toEqual(boxes);
  });

  it('turns about the centre, in whichever place the image is moved to', () => {
    const moves = rowsOf({ ...NO_AUGMENTATION, flip: true, shift: 3 }, 40);
    for (const [image, { a, b, tx, c, d, ty }] of rowsOf({ ...ALL, cutout: 0 }, 40).entries()) {
      const move = moves[image];
      if (move === undefined) throw new Error('as many rows as images');
      // Where the unturned map shows the centre, the turned one does too.
      const x = (13.5 - move.tx) / move.a;
      const y = 13.5 - move.ty;
      expect(a * x + b * y + tx).toBeCloseTo(13.5, 4);
      expect(c * x + d * y + ty).toBeCloseTo(13.5, 4);
      expect(a * d - b * c).toBeCloseTo(move.a, 6);
    }
  });

  it('flips half of the images and moves to every place equally often', () => {
    const images = 14_000;
    const rows = rowsOf({ ...NO_AUGMENTATION, flip: true, shift: 3 }, images);
    expectShare(rows.filter(({ a }) => a === -1).length, images, 1 / 2);
    for (let shift = -3; shift <= 3; shift++) {
      expectShare(rows.filter(({ a, tx }) => (a === 1 ? tx : 27 - tx) === shift).length, images, 1 / 7);
      expectShare(rows.filter(({ ty }) => ty === shift).length, images, 1 / 7);
      expectShare(rows.filter(({ a, ty }) => a === -1 && ty === shift).length, images, 1 / 14);
    }
  });

  it('turns by every angle up to the most equally often', () => {
    const images = 10_000;
    const angles = rowsOf({ ...NO_AUGMENTATION, rotation: 15 }, images).map(
      ({ a, b }) => (Math.atan2(b, a) * 180) / Math.PI,
    );
    expect(Math.max(...angles.map(Math.abs))).toBeLessThanOrEqual(15.0001);
    for (let from = -15; from < 15; from += 3) {
      expectShare(angles.filter((angle) => angle >= from && angle < from + 3).length, images, 1 / 10);
    }
  });

  it("puts the cutout's centre on every pixel equally often and clips the square at the borders", () => {
    const images = 28_000;
    const rows = rowsOf({ ...NO_AUGMENTATION, cutout: 8 }, images);
    // Centres 0 to 4 give a left edge of 0 (0 to 3 are clipped), 24 to 27 a right edge of 28 (25 to 27 are clipped).
    expectShare(rows.filter(({ x0 }) => x0 === 0).length, images, 5 / 28);
    expectShare(rows.filter(({ y1 }) => y1 === 28).length, images, 4 / 28);
    expectShare(rows.filter(({ x0, x1, y0, y1 }) => x1 - x0 === 8 && y1 - y0 === 8).length, images, (21 / 28) ** 2);
    for (let left = 1; left < 24; left++) expectShare(rows.filter(({ x0 }) => x0 === left).length, images, 1 / 28);
    expect(rows.every(({ x0, y0, x1, y1 }) => x0 >= 0 && y0 >= 0 && x1 <= 28 && y1 <= 28)).toBe(true);
  });
});
