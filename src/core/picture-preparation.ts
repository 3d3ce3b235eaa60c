import { IMAGE_PIXELS, IMAGE_SIDE } from './classes.ts';
import { type Background, backgroundOf } from './picture-background.ts';
import { type ColourPicture, type RgbaPicture, reducedPicture } from './picture-reduction.ts';
import { type Greys, withThinStrokes } from './picture-strokes.ts';

/**
 * Anybody's picture as the dataset's images were made from a shop's photographs: trim, resize, sharpen, centre, negate
 * (Xiao et al. 2017, https://arxiv.org/abs/1708.07747, section 2). What other people's pictures need is done besides: the
 * shop's photographs stand on pure white, so the background is made white first, however it is lit; a picture on a dark
 * background is light on dark already and is not negated; the dataset leaves out rows and columns, here areas are averaged,
 * for a stroke may lie in none of those that stay. Arithmetic alone, so every browser makes the same of the same pixels.
 */

export type { RgbaPicture } from './picture-reduction.ts';

export interface PreparedPicture {
  /** Light on dark // [28, 28] */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The background was light. */
  readonly isNegated: boolean;
}

/** Of the largest distance in RGB space; what is closer to the background belongs to it. */
const TRIM_SHARE = 0.05;
const TRIM_DISTANCE = TRIM_SHARE * 255 * Math.sqrt(3);
/** In standard deviations of the background's noise: no pixel of a million is so far from it by chance, with its neighbours. */
const FAR_FROM_NOISE = 4.5;
/** What noise alone lightens. */
const NOISE_FLOOR = 2.5;
/** Below this longer side a picture is drawn by the pixel: one of them can be all there is. */
const SPECKLED_SIDE = 4 * IMAGE_SIDE;
/** Of its neighbours and itself, how many of a pixel's 3x3 must stand out with it. */
const LEAST_TOGETHER = 3;
/** A picture whose lightest pixel is darker shows nothing. */
const LEAST_LIGHT = 12;

/** @returns undefined for a picture that is nothing but background */
export function preparePicture(picture: RgbaPicture): PreparedPicture | undefined {
  return prepareColours(reducedPicture(picture));
}

/** The same of a picture that has been made smaller already. */
export function prepareColours(picture: ColourPicture): PreparedPicture | undefined {
  const background = backgroundOf(picture);
  const isNegated = isLight(background);
  const isThing = withoutSpecks(standingOut(picture, background), picture);
  const box = boxOf(isThing, picture);
  if (box === undefined) return undefined;
  const greys = cropped(onBlack(picture, background, isNegated), picture.width, box);
  const ink = cropped(isThing, picture.width, box).values;
  const pixel = Math.max(greys.width, greys.height) / IMAGE_SIDE;
  const pixels = centred(sharpened(resized(withThinStrokes(greys, ink, pixel))));
  return pixels.some((value) => value >= LEAST_LIGHT) ? { pixels, isNegated } : undefined;
}

/** Rec. 709 luma, 0..255, of gamma-coded values: what "grey" means to common picture tools. */
function grey(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function isLight({ median }: Background): boolean {
  return grey(...median) >= 128;
}

/** 1 where a pixel is farther from the background than noise takes it. */
function standingOut({ width, height, values }: ColourPicture, { colours, noise }: Background): Uint8Array {
  const distance = Math.max(TRIM_DISTANCE, FAR_FROM_NOISE * noise * Math.sqrt(3));
  const standing = new Uint8Array(width * height);
  for (let pixel = 0; pixel < standing.length; pixel++) {
    let squares = 0;
    for (let at = 3 * pixel; at < 3 * pixel + 3; at++) squares += ((values[at] ?? 0) - (colours[at] ?? 0)) ** 2;
    if (squares > distance ** 2) standing[pixel] = 1;
  }
  return standing;
}

function withoutSpecks(standing: Uint8Array, { width, height }: ColourPicture): Uint8Array {
  if (Math.max(width, height) <= SPECKLED_SIDE) return standing;
  const kept = new Uint8Array(standing.length);
  for (let pixel = 0; pixel < standing.length; pixel++) {
    if (standing[pixel] !== 1) continue;
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    let together = 0;
    for (let other = Math.max(0, row - 1); other <= Math.min(height - 1, row + 1); other++) {
      for (let beside = Math.max(0, column - 1); beside <= Math.min(width - 1, column + 1); beside++) {
        together += standing[other * width + beside] ?? 0;
      }
    }
    if (together >= LEAST_TOGETHER) kept[pixel] = 1;
  }
  return kept;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Around everything that stands out. */
function boxOf(isThing: Uint8Array, { width, height }: ColourPicture): Box | undefined {
  let [top, left, bottom, right] = [height, width, -1, -1];
  for (let pixel = 0; pixel < isThing.length; pixel++) {
    if (isThing[pixel] !== 1) continue;
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    left = Math.min(left, column);
    right = Math.max(right, column);
  }
  if (bottom < top) return undefined;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function onBlack({ values }: ColourPicture, { colours, noise }: Background, isNegated: boolean): Float32Array {
  const greys = new Float32Array(values.length / 3);
  const floor = NOISE_FLOOR * noise;
  for (let pixel = 0; pixel < greys.length; pixel++) {
    const at = 3 * pixel;
    const base = grey(colours[at] ?? 0, colours[at + 1] ?? 0, colours[at + 2] ?? 0);
    const here = grey(values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0);
    const span = Math.max(1, (isNegated ? base : 255 - base) - floor);
    greys[pixel] = clamped(((isNegated ? base - here : here - base) - floor) * (255 / span));
  }
  return greys;
}

function clamped(value: number): number {
  return Math.min(255, Math.max(0, value));
}

function cropped<Values extends Float32Array | Uint8Array>(
  values: Values,
  width: number,
  box: Box,
): { width: number; height: number; values: Values } {
  const Kind = values.constructor as new (length: number) => Values;
  const part = new Kind(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const start = (box.top + row) * width + box.left;
    part.set(values.subarray(start, start + box.width), row * box.width);
  }
  return { width: box.width, height: box.height, values: part };
}

function sampled(size: { width: number; height: number }, at: (row: number, column: number) => number): Greys {
  const { width, height } = size;
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) values[row * width + column] = at(row, column);
  }
  return { width, height, values };
}

/** The longer side becomes 28 pixels, each the average of the area that it stands for. */
function resized({ width, height, values }: Greys): Greys {
  const longer = Math.max(width, height);
  const side = (length: number): number => Math.max(1, Math.round((length * IMAGE_SIDE) / longer));
  const across = averaged(values, width, height, side(width));
  const down = averaged(transposed(across, side(width), height), height, side(width), side(height));
  return { width: side(width), height: side(height), values: transposed(down, side(height), side(width)) };
}

/** Rows of another length. */
function averaged(values: Float32Array, width: number, height: number, newWidth: number): Float32Array {
  const result = new Float32Array(newWidth * height);
  const span = width / newWidth;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < newWidth; column++) {
      const [left, right] = [column * span, (column + 1) * span];
      let sum = 0;
      for (let from = Math.floor(left); from < right && from < width; from++) {
        sum += (Math.min(right, from + 1) - Math.max(left, from)) * (values[row * width + from] ?? 0);
      }
      result[row * newWidth + column] = sum / span;
    }
  }
  return result;
}

function transposed(values: Float32Array, width: number, height: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) result[column * height + row] = values[row * width + column] ?? 0;
  }
  return result;
}

/**
 * Weights of a window of 3x3 by squared distance from its middle: a Gaussian of radius and standard deviation 1, turned
 * negative around a middle of twice its sum, all scaled to add up to 1 (ImageMagick's SharpenImage, which made the
 * dataset).
 */
/** e to the 0, -1/2 and -1, written out: browsers differ in the last digit of such functions. */
const GAUSSIAN = [1, 0.6065306597126334, 0.36787944117144233] as const;
const GAUSSIAN_SUM = GAUSSIAN[0] + 4 * GAUSSIAN[1] + 4 * GAUSSIAN[2];
const SHARPENING_SUM = 2 * GAUSSIAN_SUM - (GAUSSIAN_SUM - GAUSSIAN[0]);
const SHARPENING = [
  (2 * GAUSSIAN_SUM) / SHARPENING_SUM,
  -GAUSSIAN[1] / SHARPENING_SUM,
  -GAUSSIAN[2] / SHARPENING_SUM,
] as const;

/** Beyond the edge, its pixels go on. */
function sharpened({ width, height, values }: Greys): Greys {
  const at = (row: number, column: number): number => {
    const [inRow, inColumn] = [Math.min(height - 1, Math.max(0, row)), Math.min(width - 1, Math.max(0, column))];
    return values[inRow * width + inColumn] ?? 0;
  };
  return sampled({ width, height }, (row, column) => {
    let sum = 0;
    for (let down = -1; down <= 1; down++) {
      for (let across = -1; across <= 1; across++) {
        sum += (SHARPENING[down * down + across * across] ?? 0) * at(row + down, column + across);
      }
    }
    return clamped(sum);
  });
}

/** A pixel that can't be shared out evenly goes below and to the right. */
function centred({ width, height, values }: Greys): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(IMAGE_PIXELS);
  const top = Math.floor((IMAGE_SIDE - height) / 2);
  const left = Math.floor((IMAGE_SIDE - width) / 2);
  for (const [pixel, value] of values.entries()) {
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    pixels[(top + row) * IMAGE_SIDE + left + column] = Math.round(value);
  }
  return pixels;
}
