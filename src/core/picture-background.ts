import type { ColourPicture } from './picture-reduction.ts';

/**
 * What a picture stands on, told from the thing itself: paper under uneven light is neither one colour nor a plane. The
 * border says where to begin; from there the background is followed inwards, cell by cell, as long as it changes no faster
 * than light does, so that a garment in its middle is none, and paper between the strokes of a sketch is. Behind the thing
 * the background goes on as it does around it.
 */

export interface Background {
  /** For each pixel and channel // [height, width, 3] */
  readonly colours: Float32Array;
  /** The border's median colour. */
  readonly median: readonly [red: number, green: number, blue: number];
  /** Standard deviation of the grey levels of what is background. */
  readonly noise: number;
}

type Triple = readonly [number, number, number];
type Channel = 0 | 1 | 2;
/** Of a surface of second degree: 1, x, y, xx, xy, yy. */
type Surface = readonly number[];

interface Sample {
  /** -1..1 across the longer side. */
  readonly x: number;
  readonly y: number;
  readonly colour: Triple;
}

interface Cell extends Sample {
  /** Of its pixels' grey levels, about its median. */
  readonly deviation: number;
}

const CHANNELS = [0, 1, 2] as const;
const PLANE_TERMS = 3;
const SURFACE_TERMS = 6;
/** Cells along the longer side; smaller than these pixels they would hold more stroke than paper. */
const MOST_CELLS = 48;
const LEAST_CELL_PIXELS = 16;
/** Grey levels that a part of the background may lie off the surface through the others. */
const OFF_SURFACE = 12;
/** Grey levels from one cell to the next: the edge of a shadow is soft, that of a thing is not. */
const SOFT_STEP = 5;
const ROUNDS = 8;

export function backgroundOf(picture: ColourPicture): Background {
  const border = borderSamples(picture);
  const median = medianColour(border);
  if (border.every(({ colour }) => CHANNELS.every((channel) => colour[channel] === median[channel]))) {
    return { colours: constantColours(picture, median), median, noise: 0 };
  }
  const planes = CHANNELS.map((channel) => robustPlane(border, channel));
  const grid = cellsOf(picture);
  const { surfaces, joined } = followed(planes, grid);
  const noise = 1.4826 * medianOf(grid.cells.filter((_, index) => joined[index]).map(({ deviation }) => deviation));
  return { colours: coloursOf(picture, surfaces, grid, correctionsOf(grid, surfaces, joined)), median, noise };
}

function placeIn({ width, height }: ColourPicture, column: number, row: number): { x: number; y: number } {
  const half = Math.max(width, height) / 2;
  return { x: (column + 0.5 - width / 2) / half, y: (row + 0.5 - height / 2) / half };
}

function borderSamples(picture: ColourPicture): Sample[] {
  const { width, height, values } = picture;
  const samples: Sample[] = [];
  for (let row = 0; row < height; row++) {
    const step = row === 0 || row === height - 1 ? 1 : Math.max(1, width - 1);
    for (let column = 0; column < width; column += step) {
      samples.push({ ...placeIn(picture, column, row), colour: colourAt(values, row * width + column) });
    }
  }
  return samples;
}

function colourAt(values: Float32Array, pixel: number): Triple {
  return [values[3 * pixel] ?? 0, values[3 * pixel + 1] ?? 0, values[3 * pixel + 2] ?? 0];
}

function constantColours({ width, height }: ColourPicture, [red, green, blue]: Triple): Float32Array {
  const colours = new Float32Array(width * height * 3);
  for (let at = 0; at < colours.length; at += 3) {
    colours[at] = red;
    colours[at + 1] = green;
    colours[at + 2] = blue;
  }
  return colours;
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A thing that reaches the edge somewhere does not change it. */
function medianColour(samples: readonly Sample[]): Triple {
  return perChannel((channel) => medianOf(samples.map(({ colour }) => colour[channel])));
}

/** From the median on, again and again through what lies near: up to nearly half of the border may be something else. */
function robustPlane(border: readonly Sample[], channel: Channel): Surface {
  let plane: Surface = [medianOf(border.map(({ colour }) => colour[channel])), 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const distances = border.map((sample) => Math.abs(sample.colour[channel] - heightOf(plane, sample)));
    const reach = Math.max(OFF_SURFACE, 3 * medianOf(distances));
    const near = border.filter((_, index) => (distances[index] ?? 0) <= reach);
    plane = fitted(near, channel, PLANE_TERMS) ?? plane;
  }
  return plane;
}

interface Followed {
  /** One a channel, through all cells that are background. */
  readonly surfaces: readonly Surface[];
  /** For each cell. */
  readonly joined: readonly boolean[];
}

function followed(planes: readonly Surface[], grid: Grid): Followed {
  let surfaces = planes;
  let joined = grid.cells.map((cell, index) => isAtBorder(grid, index) && offsetOf(cell, surfaces) <= OFF_SURFACE);
  for (let round = 0; round < ROUNDS; round++) {
    joined = flooded(grid, joined);
    const cells = grid.cells.filter((_, index) => joined[index]);
    surfaces = surfaces.map((surface, channel) => {
      const which = CHANNELS[channel];
      return (which !== undefined && fitted(cells, which, SURFACE_TERMS)) || surface;
    });
    const last = joined;
    // Paper that a thick stroke cuts off.
    joined = grid.cells.map((cell, index) => last[index] === true || offsetOf(cell, surfaces) <= OFF_SURFACE);
  }
  return { surfaces, joined };
}

function isAtBorder({ columns, rows }: Grid, index: number): boolean {
  const [row, column] = [Math.floor(index / columns), index % columns];
  return row === 0 || column === 0 || row === rows - 1 || column === columns - 1;
}

/** With all cells that lie a soft step from one that is there. */
function flooded(grid: Grid, seeds: readonly boolean[]): boolean[] {
  const joined = [...seeds];
  const waiting = [...joined.keys()].filter((index) => joined[index]);
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    for (const other of neighbours(grid, index)) {
      if (joined[other] || stepBetween(grid.cells[index], grid.cells[other]) > SOFT_STEP) continue;
      joined[other] = true;
      waiting.push(other);
    }
  }
  return joined;
}

function stepBetween(a: Cell | undefined, b: Cell | undefined): number {
  if (a === undefined || b === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(...CHANNELS.map((channel) => Math.abs(a.colour[channel] - b.colour[channel])));
}

function neighbours({ columns, rows }: Grid, index: number): number[] {
  const [row, column] = [Math.floor(index / columns), index % columns];
  const found: number[] = [];
  for (let other = Math.max(0, row - 1); other <= Math.min(rows - 1, row + 1); other++) {
    for (let beside = Math.max(0, column - 1); beside <= Math.min(columns - 1, column + 1); beside++) {
      if (other !== row || beside !== column) found.push(other * columns + beside);
    }
  }
  return found;
}

/** The largest of the channels'. */
function offsetOf(sample: Sample, surfaces: readonly Surface[]): number {
  return Math.max(
    ...CHANNELS.map((channel) => Math.abs(sample.colour[channel] - heightOf(surfaces[channel] ?? [], sample))),
  );
}

function heightOf(surface: Surface, { x, y }: { readonly x: number; readonly y: number }): number {
  const [level = 0, acrossX = 0, acrossY = 0, xx = 0, xy = 0, yy = 0] = surface;
  return level + acrossX * x + acrossY * y + xx * x * x + xy * x * y + yy * y * y;
}

/** What soft shadows add to the surface. Behind a thing it is what they add around it, from its edge inwards. */
function correctionsOf(grid: Grid, surfaces: readonly Surface[], joined: readonly boolean[]): readonly Triple[] {
  const corrections: (Triple | undefined)[] = grid.cells.map((cell, index) =>
    joined[index] ? perChannel((channel) => cell.colour[channel] - heightOf(surfaces[channel] ?? [], cell)) : undefined,
  );
  for (let missing = holes(corrections); missing.length > 0; ) {
    const filled = missing.map((index) => {
      const known = neighbours(grid, index)
        .map((other) => corrections[other])
        .filter((other) => other !== undefined);
      const mean = (channel: Channel) => known.reduce((sum, other) => sum + other[channel], 0) / known.length;
      return known.length === 0 ? undefined : perChannel(mean);
    });
    for (const [place, index] of missing.entries()) corrections[index] = filled[place];
    const left = holes(corrections);
    if (left.length === missing.length) break;
    missing = left;
  }
  return corrections.map((correction) => correction ?? [0, 0, 0]);
}

function holes(values: readonly (Triple | undefined)[]): number[] {
  return [...values.keys()].filter((index) => values[index] === undefined);
}

function perChannel(value: (channel: Channel) => number): Triple {
  return [value(0), value(1), value(2)];
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly Cell[];
}

function cellsOf(picture: ColourPicture): Grid {
  const { width, height } = picture;
  const across = (side: number) => {
    const most = Math.max(1, Math.floor((MOST_CELLS * side) / Math.max(width, height)));
    return Math.max(1, Math.min(most, Math.floor(side / LEAST_CELL_PIXELS)));
  };
  const [columns, rows] = [across(width), across(height)];
  const cells: Cell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = [Math.floor((column * width) / columns), Math.floor((row * height) / rows)] as const;
      const upTo = [Math.floor(((column + 1) * width) / columns), Math.floor(((row + 1) * height) / rows)] as const;
      cells.push(cellAt(picture, from, upTo));
    }
  }
  return { columns, rows, cells };
}

type Corner = readonly [column: number, row: number];

/** Every second pixel of every second row tells as much. */
function cellAt(picture: ColourPicture, [left, top]: Corner, [right, bottom]: Corner): Cell {
  const channels: [number[], number[], number[]] = [[], [], []];
  for (let row = top; row < bottom; row += 2) {
    for (let column = left; column < right; column += 2) {
      const colour = colourAt(picture.values, row * picture.width + column);
      for (const channel of CHANNELS) channels[channel].push(colour[channel]);
    }
  }
  const [red, green, blue] = channels;
  const colour: Triple = [medianOf(red), medianOf(green), medianOf(blue)];
  const middle = placeIn(picture, (left + right - 1) / 2, (top + bottom - 1) / 2);
  // Green is most of what grey is.
  const deviation = medianOf(green.map((value) => Math.abs(value - colour[1])));
  return { ...middle, colour, deviation };
}

function coloursOf(
  picture: ColourPicture,
  surfaces: readonly Surface[],
  { columns, rows }: Grid,
  corrections: readonly Triple[],
): Float32Array {
  const { width, height } = picture;
  const colours = new Float32Array(width * height * 3);
  const across = interpolated(width, columns);
  const down = interpolated(height, rows);
  for (let row = 0; row < height; row++) {
    const [above, below, fall] = down[row] ?? [0, 0, 0];
    for (let column = 0; column < width; column++) {
      const [left, right, slide] = across[column] ?? [0, 0, 0];
      const place = placeIn(picture, column, row);
      for (const channel of CHANNELS) {
        const corner = (r: number, c: number) => corrections[r * columns + c]?.[channel] ?? 0;
        const high = corner(above, left) * (1 - slide) + corner(above, right) * slide;
        const low = corner(below, left) * (1 - slide) + corner(below, right) * slide;
        const base = heightOf(surfaces[channel] ?? [], place) + high * (1 - fall) + low * fall;
        colours[3 * (row * width + column) + channel] = Math.min(255, Math.max(0, base));
      }
    }
  }
  return colours;
}

/** Between the middles of which two cells each pixel lies, and how far towards the second. */
function interpolated(pixels: number, cells: number): (readonly [first: number, second: number, share: number])[] {
  return Array.from({ length: pixels }, (_, pixel) => {
    const at = Math.min(cells - 1, Math.max(0, ((pixel + 0.5) * cells) / pixels - 0.5));
    const first = Math.floor(at);
    return [first, Math.min(cells - 1, first + 1), at - first] as const;
  });
}

/** Least squares, by the normal equations. @returns undefined where the samples don't settle it */
function fitted(samples: readonly Sample[], channel: Channel, terms: number): Surface | undefined {
  if (samples.length < 2 * terms) return undefined;
  const rows = Array.from({ length: terms }, () => new Float64Array(terms + 1));
  for (const { x, y, colour } of samples) {
    const basis = [1, x, y, x * x, x * y, y * y];
    for (const [index, row] of rows.entries()) {
      const left = basis[index] ?? 0;
      for (let column = 0; column < terms; column++) row[column] = (row[column] ?? 0) + left * (basis[column] ?? 0);
      row[terms] = (row[terms] ?? 0) + left * colour[channel];
    }
  }
  return solved(rows);
}

/** A pivot below this share of the samples means that they lie on a line. */
const LEAST_PIVOT = 1e-4;

/** Gaussian elimination with the largest pivot of each column. */
function solved(rows: Float64Array[]): Surface | undefined {
  const count = rows.length;
  const least = LEAST_PIVOT * (rows[0]?.[0] ?? 0);
  for (let pivot = 0; pivot < count; pivot++) {
    const size = (row: Float64Array | undefined) => Math.abs(row?.[pivot] ?? 0);
    let best = pivot;
    for (let other = pivot + 1; other < count; other++) if (size(rows[other]) > size(rows[best])) best = other;
    const [first, second] = [rows[pivot], rows[best]];
    if (first === undefined || second === undefined || size(second) < least) return undefined;
    rows[pivot] = second;
    rows[best] = first;
    for (const row of rows) {
      if (row === second) continue;
      const factor = (row[pivot] ?? 0) / (second[pivot] ?? 1);
      for (let column = pivot; column <= count; column++) {
        row[column] = (row[column] ?? 0) - factor * (second[column] ?? 0);
      }
    }
  }
  return rows.map((row, index) => (row[count] ?? 0) / (row[index] ?? 1));
}
