import { IMAGE_PIXELS, IMAGE_SIDE } from './classes.ts';

/**
 * Anybody's picture as the dataset's images were made from a shop's photographs: trim, resize by leaving out rows and
 * columns, sharpen, centre, negate (Xiao et al. 2017, https://arxiv.org/abs/1708.07747, section 2). One step comes
 * before: the shop's photographs stand on pure white, and other people's don't, so the background is made white first; a
 * picture on a dark background is light on dark already and is not negated.
 */

/** Pixels row by row, four bytes each: red, green, blue and alpha, not premultiplied. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

export interface PreparedPicture {
  /** Light on dark // [28, 28] */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The background was light. */
  readonly isNegated: boolean;
}

/** Greys row by row; 0 is the background and 255 the farthest from it. */
interface Greys {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Of the largest distance in RGB space; what is closer to the background belongs to it. */
const TRIM_SHARE = 0.05;
const TRIM_DISTANCE = TRIM_SHARE * Math.hypot(255, 255, 255);

/** @returns undefined for a picture that is nothing but background */
export function preparePicture(picture: RgbaPicture): PreparedPicture | undefined {
  const colours = opaque(picture);
  const background = borderColour(colours, picture);
  const greys = onBlack(colours, background, picture);
  const trimmed = trim(greys, colours, background);
  if (trimmed === undefined) return undefined;
  return { pixels: centred(sharpened(resized(trimmed))), isNegated: isLight(background) };
}

type Colour = readonly [red: number, green: number, blue: number];

/** Rec. 709 luma, 0..255, of gamma-coded values: what "grey" means to common picture tools. */
function grey([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function isLight(background: Colour): boolean {
  return grey(background) >= 128;
}

/** See-through parts show white paper. @returns [height, width, 3] */
function opaque({ width, height, data }: RgbaPicture): Float32Array {
  const colours = new Float32Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = (data[4 * pixel + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel++) {
      colours[3 * pixel + channel] = (data[4 * pixel + channel] ?? 0) * alpha + 255 * (1 - alpha);
    }
  }
  return colours;
}

function colourAt(colours: Float32Array, pixel: number): Colour {
  return [colours[3 * pixel] ?? 0, colours[3 * pixel + 1] ?? 0, colours[3 * pixel + 2] ?? 0];
}

/** The median of each channel along the border: a thing that reaches the edge somewhere does not change it. */
function borderColour(colours: Float32Array, { width, height }: RgbaPicture): Colour {
  const border: Colour[] = [];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    const isBorder = row === 0 || row === height - 1 || column === 0 || column === width - 1;
    if (isBorder) border.push(colourAt(colours, pixel));
  }
  const median = (channel: 0 | 1 | 2): number => {
    const sorted = border.map((colour) => colour[channel]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 255;
  };
  return [median(0), median(1), median(2)];
}

function onBlack(colours: Float32Array, background: Colour, { width, height }: RgbaPicture): Greys {
  const base = grey(background);
  const span = isLight(background) ? base : 255 - base;
  const sign = isLight(background) ? -1 : 1;
  const values = Float32Array.from({ length: width * height }, (_, pixel) =>
    clamped(((grey(colourAt(colours, pixel)) - base) * sign * 255) / span),
  );
  return { width, height, values };
}

function clamped(value: number): number {
  return Math.min(255, Math.max(0, value));
}

function trim({ width, height, values }: Greys, colours: Float32Array, background: Colour): Greys | undefined {
  let [top, left, bottom, right] = [height, width, -1, -1];
  for (let pixel = 0; pixel < values.length; pixel++) {
    const [red, green, blue] = colourAt(colours, pixel);
    const distance = Math.hypot(red - background[0], green - background[1], blue - background[2]);
    if (distance <= TRIM_DISTANCE) continue;
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    left = Math.min(left, column);
    right = Math.max(right, column);
  }
  if (bottom < top) return undefined;
  const size = { width: right - left + 1, height: bottom - top + 1 };
  return sampled(size, (row, column) => values[(top + row) * width + left + column] ?? 0);
}

function sampled(size: { width: number; height: number }, at: (row: number, column: number) => number): Greys {
  const { width, height } = size;
  const values = Float32Array.from({ length: width * height }, (_, pixel) =>
    at(Math.floor(pixel / width), pixel % width),
  );
  return { width, height, values };
}

/** The longer side becomes 28 pixels, by taking the nearest ones. */
function resized({ width, height, values }: Greys): Greys {
  const longer = Math.max(width, height);
  const side = (length: number): number => Math.max(1, Math.round((length * IMAGE_SIDE) / longer));
  const [newWidth, newHeight] = [side(width), side(height)];
  return sampled({ width: newWidth, height: newHeight }, (row, column) => {
    const fromRow = Math.floor(((row + 0.5) * height) / newHeight);
    const fromColumn = Math.floor(((column + 0.5) * width) / newWidth);
    return values[fromRow * width + fromColumn] ?? 0;
  });
}

/**
 * Weights of a window of 3x3 by squared distance from its middle: a Gaussian of radius and standard deviation 1, turned
 * negative around a middle of twice its sum, all scaled to add up to 1 (ImageMagick's SharpenImage, which made the
 * dataset).
 */
const GAUSSIAN = [1, Math.exp(-0.5), Math.exp(-1)] as const;
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
