import { charactersWidth } from './chart-text.ts';

/** Places the names of a chart's marks so that those close together can still be read. */

/** A moment worth a vertical line, for example a changed learning rate. */
export interface CurveMark {
  readonly x: number;
  readonly label: string;
}

export interface PlacedMark {
  /** In pixels, like the space it was placed in. */
  readonly x: number;
  /** Undefined where there was no room left for a name of its own. */
  readonly label: string | undefined;
  /** Which side of its line the name stands on. */
  readonly side: 'left' | 'right';
  /** Counted from 0, away from the edge of the plot. */
  readonly row: number;
}

/** The space for names, in pixels. */
export interface MarkSpace {
  readonly left: number;
  readonly right: number;
  /** Taken at the right end of the first rows, by names that are no mark's. */
  readonly reserved: readonly number[];
  readonly textSize: number;
}

/** Rows of names; more would cover the curves. */
const ROWS = 3;

const PADDING = 6;

export function noteWidth(words: string, textSize: number): number {
  return charactersWidth(words.length, textSize) + 2 * PADDING;
}

/**
 * Each name takes the first row in which it touches no other. A name that finds no row is counted at the end of the one
 * before it: `rate 0.001 +2`. What is said of a moment twice is said once.
 * @param marks with x in pixels
 */
export function placeMarks(marks: readonly CurveMark[], { left, right, reserved, textSize }: MarkSpace): PlacedMark[] {
  const placed: PlacedMark[] = [];
  const taken: [from: number, to: number][][] = Array.from({ length: ROWS }, () => []);
  for (const [row, width] of reserved.entries()) taken[row]?.push([right - width, Number.POSITIVE_INFINITY]);
  let unnamed = 0;
  for (const { x, label } of inOrder(marks)) {
    const width = noteWidth(label, textSize);
    const side = x + width > right && x - width >= left ? 'left' : 'right';
    const from = side === 'right' ? x : x - width;
    const row = taken.findIndex((spans) => spans.every(([start, end]) => end <= from || start >= from + width));
    if (row >= 0) {
      unnamed = 0;
      // Room for the count that may come behind.
      taken[row]?.push([from, from + width + charactersWidth(3, textSize)]);
      placed.push({ x, label, side, row });
      continue;
    }
    unnamed++;
    const namedIndex = placed.findLastIndex((mark) => mark.label !== undefined);
    const named = placed[namedIndex];
    if (named?.label !== undefined) {
      placed[namedIndex] = { ...named, label: `${named.label.replace(/ \+\d+$/, '')} +${unnamed}` };
    }
    placed.push({ x, label: undefined, side, row: 0 });
  }
  return placed;
}

function inOrder(marks: readonly CurveMark[]): CurveMark[] {
  const different = new Map(marks.map((mark) => [`${mark.x} ${mark.label}`, mark]));
  return [...different.values()].sort((a, b) => a.x - b.x);
}
