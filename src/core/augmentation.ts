import { IMAGE_SIDE } from './classes.ts';
import { fillRandomWords, wordToUnit } from './philox.ts';
import { STREAM } from './streams.ts';

/**
 * Augmentation: each image of a batch is flipped, turned, moved and partly covered at random before the network sees
 * it. The draws are made here, as one row of numbers an image; the backends only follow them, so that all of them see
 * the same images.
 */
export interface Augmentation {
  /** Mirrors every other image, left to right. */
  readonly flip: boolean;
  /** Most pixels an image moves along each axis, a whole number in 0..8. */
  readonly shift: number;
  /** Side in pixels of the square that is blacked out, a whole number in 0..16. */
  readonly cutout: number;
  /** Most degrees an image is turned, either way, 0..30. */
  readonly rotation: number;
}

export const NO_AUGMENTATION: Augmentation = { flip: false, shift: 0, cutout: 0, rotation: 0 };

/** Whether anything is done to the images at all. */
export function augments({ flip, shift, cutout, rotation }: Augmentation): boolean {
  return flip || shift > 0 || cutout > 0 || rotation > 0;
}

/** Numbers in a row of `drawTransforms`. */
export const TRANSFORM_FLOATS = 10;

/** Two Philox blocks an image. Each choice has a word of its own, so turning one on does not change the others. */
const WORDS_PER_IMAGE = 8;
/** The point an image turns about: between its two middle rows and columns. */
const CENTRE = (IMAGE_SIDE - 1) / 2;

/**
 * Draws what is done to each image of a step's batch, a pure function of (seed, step, position in the batch).
 *
 * A row is a, b, tx, c, d, ty, x0, y0, x1, y1. Output pixel (x, y), x to the right and y downwards from 0, shows the
 * input at (a x + b y + tx, c x + d y + ty), black where that is outside the image; between pixels it is interpolated.
 * Then columns x0 <= x < x1 of rows y0 <= y < y1 are black (all four 0 without cutout).
 *
 * The image is flipped with probability 1/2, then turned about its centre by a uniform angle, then moved by a uniform
 * whole number of pixels on each axis. The cutout's centre is a uniform pixel, and the square is clipped at the borders
 * (DeVries & Taylor 2017, "Improved regularization of convolutional neural networks with cutout"). Without rotation the
 * map is of whole numbers, so bytes are moved and never mixed.
 * @returns [images, TRANSFORM_FLOATS]
 */
export function drawTransforms(augmentation: Augmentation, seed: number, step: number, images: number): Float32Array {
  const words = new Uint32Array(images * WORDS_PER_IMAGE);
  fillRandomWords(words, seed, STREAM.augmentation, step);
  const rows = new Float32Array(images * TRANSFORM_FLOATS);
  for (let image = 0; image < images; image++) {
    const [flip = 0, right = 0, down = 0, turn = 0, cutX = 0, cutY = 0] = Array.from(
      words.subarray(image * WORDS_PER_IMAGE, (image + 1) * WORDS_PER_IMAGE),
      wordToUnit,
    );
    const isFlipped = augmentation.flip && flip < 0.5;
    const moved = { x: drawShift(right, augmentation.shift), y: drawShift(down, augmentation.shift) };
    const degrees = 2 * turn * augmentation.rotation - augmentation.rotation;
    rows.set(inverseMap(isFlipped, moved, (degrees * Math.PI) / 180), image * TRANSFORM_FLOATS);
    rows.set(drawCutout(cutX, cutY, augmentation.cutout), image * TRANSFORM_FLOATS + 6);
  }
  return rows;
}

/** A whole number, uniform in -most..most. */
function drawShift(unit: number, most: number): number {
  return Math.floor(unit * (2 * most + 1)) - most;
}

/** [a, b, tx, c, d, ty]: back by the shift, back by the angle about the centre, then mirrored. */
function inverseMap(isFlipped: boolean, moved: { readonly x: number; readonly y: number }, angle: number): number[] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const x = CENTRE + moved.x;
  const y = CENTRE + moved.y;
  const toX = [cos, sin, CENTRE - cos * x - sin * y] as const;
  const toY = [0 - sin, cos, CENTRE + sin * x - cos * y];
  return [...(isFlipped ? [0 - toX[0], 0 - toX[1], IMAGE_SIDE - 1 - toX[2]] : toX), ...toY];
}

/** [x0, y0, x1, y1] */
function drawCutout(unitX: number, unitY: number, side: number): number[] {
  if (side === 0) return [0, 0, 0, 0];
  const left = Math.floor(unitX * IMAGE_SIDE) - Math.floor(side / 2);
  const top = Math.floor(unitY * IMAGE_SIDE) - Math.floor(side / 2);
  return [left, top, left + side, top + side].map((edge) => Math.min(IMAGE_SIDE, Math.max(0, edge)));
}
