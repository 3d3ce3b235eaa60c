import { describe, expect, it } from 'vitest';
import { IMAGE_PIXELS, IMAGE_SIDE } from './classes.ts';
import { fillRandomWords } from './philox.ts';
import { preparePicture, type RgbaPicture } from './picture-preparation.ts';

/** Photographs of sketches, made by code: a shirt drawn with a pen, on paper under uneven light, with the camera's noise. */

type Point = readonly [x: number, y: number];

/** The outline of a shirt, and one line across its chest, in units of its height. */
const SHIRT: readonly (readonly Point[])[] = [
  [
    [-0.18, -0.5],
    [-0.55, -0.25],
    [-0.45, -0.02],
    [-0.3, -0.12],
    [-0.3, 0.5],
    [0.3, 0.5],
    [0.3, -0.12],
    [0.45, -0.02],
    [0.55, -0.25],
    [0.18, -0.5],
    [0, -0.38],
    [-0.18, -0.5],
  ],
  [
    [-0.3, 0.1],
    [0.3, 0.1],
  ],
];

interface Photograph {
  readonly width: number;
  readonly height: number;
  /** Of the line, in the photograph's pixels. */
  readonly pen: number;
  readonly paper: number;
  readonly ink: number;
  /** A piece of clothing that lies there instead of its outline. */
  readonly isFilled: boolean;
  /** Grey levels that the paper loses towards a corner, and in the shadow of a hand. */
  readonly falloff: number;
  readonly shadow: number;
  /** Standard deviation, in grey levels. */
  readonly noise: number;
  readonly seed: number;
}

const USUAL: Photograph = {
  width: 1000,
  height: 750,
  pen: 6,
  paper: 235,
  ink: 50,
  isFilled: false,
  falloff: 70,
  shadow: 30,
  noise: 5,
  seed: 1,
};
/** Of the sketch, in shares of the photograph's height. */
const SIZE = 0.7;

const placed = ({ width, height }: Photograph, [x, y]: Point): Point => [
  width * 0.48 + x * SIZE * height,
  height * 0.53 + y * SIZE * height,
];

function distanceToLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function segments(): (readonly [Point, Point])[] {
  return SHIRT.flatMap((line) => line.slice(1).map((to, index) => [line[index] ?? to, to] as const));
}

/** About normal, of unit deviation: the sum of the four bytes of a word. */
function noiseOf(length: number, seed: number): Float32Array {
  const words = new Uint32Array(length);
  fillRandomWords(words, seed, 96, 0);
  const deviation = Math.sqrt((4 * (256 ** 2 - 1)) / 12);
  return Float32Array.from(words, (word) => {
    const sum = (word & 255) + ((word >>> 8) & 255) + ((word >>> 16) & 255) + (word >>> 24);
    return (sum - 4 * 127.5) / deviation;
  });
}

/** All that lies inside the outline, by how often a line to the left crosses it. */
function fill(cover: Float32Array, photo: Photograph): void {
  const outline = (SHIRT[0] ?? []).map((point) => placed(photo, point));
  for (let row = 0; row < photo.height; row++) {
    const y = row + 0.5;
    const crossings = outline.slice(1).flatMap((to, index) => {
      const from = outline[index] ?? to;
      if (from[1] > y === to[1] > y) return [];
      return [from[0] + ((y - from[1]) * (to[0] - from[0])) / (to[1] - from[1])];
    });
    crossings.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      cover.fill(
        1,
        row * photo.width + Math.round(crossings[pair] ?? 0),
        row * photo.width + Math.round(crossings[pair + 1] ?? 0),
      );
    }
  }
}

function photograph(options: Partial<Photograph> = {}): RgbaPicture {
  const photo = { ...USUAL, ...options };
  const { width, height, pen, paper, ink, isFilled, falloff, shadow, noise, seed } = photo;
  const cover = new Float32Array(width * height);
  for (const [from, to] of segments()) {
    const [a, b] = [placed(photo, from), placed(photo, to)];
    const reach = pen / 2 + 1;
    for (let y = Math.floor(Math.min(a[1], b[1]) - reach); y <= Math.max(a[1], b[1]) + reach; y++) {
      for (let x = Math.floor(Math.min(a[0], b[0]) - reach); x <= Math.max(a[0], b[0]) + reach; x++) {
        const covered = Math.min(1, Math.max(0, pen / 2 + 0.5 - distanceToLine([x + 0.5, y + 0.5], a, b)));
        const at = y * width + x;
        if (covered > (cover[at] ?? 0)) cover[at] = covered;
      }
    }
  }
  if (isFilled) fill(cover, photo);
  const grains = noise === 0 ? new Float32Array(width * height) : noiseOf(width * height, seed);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [(pixel % width) / width, Math.floor(pixel / width) / height];
    const corner = falloff * ((x - 0.3) ** 2 + (y - 0.35) ** 2);
    // A soft edge across the lower right.
    const shaded = shadow / (1 + Math.exp(-(x + y - 1.3) * 12));
    const light = (235 - corner - shaded) / 235;
    const covered = cover[pixel] ?? 0;
    const value = light * (paper * (1 - covered) + ink * covered) + noise * (grains[pixel] ?? 0);
    // Warm light.
    data.set([value, value - 4, value - 14, 255], 4 * pixel);
  }
  return { width, height, data };
}

/** Which of the 28x28 pixels the drawn lines pass through, from their corners alone. */
function ideal(): Uint8Array {
  const points = SHIRT.flat();
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const side = Math.max(right - left, bottom - top);
  const cells = new Uint8Array(IMAGE_PIXELS);
  for (const [a, b] of segments()) {
    for (let step = 0; step <= 500; step++) {
      const x = (a[0] + ((b[0] - a[0]) * step) / 500 - (left + right) / 2) / side + 0.5;
      const y = (a[1] + ((b[1] - a[1]) * step) / 500 - (top + bottom) / 2) / side + 0.5;
      const column = Math.min(IMAGE_SIDE - 1, Math.floor(x * IMAGE_SIDE));
      cells[Math.min(IMAGE_SIDE - 1, Math.floor(y * IMAGE_SIDE)) * IMAGE_SIDE + column] = 1;
    }
  }
  return cells;
}

const IS_INK = 64;

function nearAny(cells: Uint8Array, place: number): boolean {
  const [row, column] = [Math.floor(place / IMAGE_SIDE), place % IMAGE_SIDE];
  return [-1, 0, 1].some((down) =>
    [-1, 0, 1].some((across) => {
      const [r, c] = [row + down, column + across];
      return r >= 0 && r < IMAGE_SIDE && c >= 0 && c < IMAGE_SIDE && cells[r * IMAGE_SIDE + c] === 1;
    }),
  );
}

/** Shares of what should be there that is, and of what is there that should be; a pixel beside it counts. */
function compared(pixels: Uint8Array) {
  const wanted = ideal();
  const found = Uint8Array.from(pixels, (value) => (value >= IS_INK ? 1 : 0));
  const share = (of: Uint8Array, by: Uint8Array) => {
    const places = [...of.keys()].filter((place) => of[place] === 1);
    return places.filter((place) => nearAny(by, place)).length / places.length;
  };
  return { ink: found.reduce((sum, is) => sum + is, 0), kept: share(wanted, found), right: share(found, wanted) };
}

function prepared(options: Partial<Photograph> = {}): Uint8Array {
  const result = preparePicture(photograph(options));
  if (result === undefined) throw new Error('nothing is left');
  return result.pixels;
}

describe('a photographed sketch', () => {
  it.each<Partial<Photograph>>([
    { pen: 3 },
    { pen: 6 },
    { pen: 12 },
    { width: 1600, height: 1200, pen: 3 },
    { width: 3000, height: 2250, pen: 3 },
    { width: 3000, height: 2250, pen: 12 },
    { pen: 4, ink: 130 },
    { pen: 3, noise: 12, seed: 2 },
    { pen: 3, shadow: 90 },
    { pen: 3, shadow: 0, falloff: 0, noise: 0 },
    { width: 750, height: 1000, pen: 5, falloff: 160 },
    { pen: 4, paper: 40, ink: 220 },
  ])('%j keeps all its lines, and nothing else', (options) => {
    const { ink, kept, right } = compared(prepared(options));
    expect(kept).toBeGreaterThan(0.97);
    expect(right).toBeGreaterThan(0.97);
    // The lines pass through 134 of the 784 pixels.
    expect(ink).toBeGreaterThan(120);
    expect(ink).toBeLessThan(260);
  });

  it('is the same picture whether the pen was thin or thick, and whatever the camera', () => {
    const [one, ...others] = [
      prepared({ pen: 3 }),
      prepared({ pen: 9 }),
      prepared({ pen: 6, width: 1600, height: 1200, seed: 3 }),
    ].map((pixels) => pixels.map((value) => (value >= IS_INK ? 1 : 0)));
    for (const other of others) {
      const differing = other.filter((value, place) => value !== one?.[place]).length;
      expect(differing).toBeLessThan(30);
    }
  });
});

describe('a photographed piece of clothing', () => {
  it.each<Partial<Photograph>>([
    { isFilled: true, ink: 60 },
    { isFilled: true, ink: 120, falloff: 120, shadow: 60 },
    { isFilled: true, ink: 190, noise: 3 },
    { isFilled: true, paper: 50, ink: 160 },
  ])('%j keeps its shape, evenly lit', (options) => {
    const pixels = prepared(options);
    const inside = pixels.filter((value) => value > 0.6 * (pixels[14 * IMAGE_SIDE + 14] ?? 0)).length;
    // The outline encloses 57% of the square around it.
    expect(inside / IMAGE_PIXELS).toBeGreaterThan(0.54);
    expect(inside / IMAGE_PIXELS).toBeLessThan(0.6);
    const { paper, ink } = { ...USUAL, ...options };
    const contrast = paper > 127 ? (paper - ink) / paper : (ink - paper) / (255 - paper);
    const middle = pixels.slice(12 * IMAGE_SIDE + 10, 12 * IMAGE_SIDE + 18);
    for (const value of middle) expect(Math.abs(value - 255 * contrast)).toBeLessThan(30);
  });
});

describe('a photograph of nothing', () => {
  it.each<Partial<Photograph>>([{}, { shadow: 90 }, { falloff: 160 }, { noise: 12 }, { paper: 40, noise: 8 }])(
    'but paper leaves nothing: %j',
    (options) => {
      const { paper } = { ...USUAL, ...options };
      expect(preparePicture(photograph({ ...options, ink: paper }))).toBeUndefined();
    },
  );
});
