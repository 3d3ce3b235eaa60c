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

/** Rows of names; more would cover the curves. */
const ROWS = 4;

/** A little more than a digit is wide at the charts' font size of 11 pixels. */
const CHARACTER_WIDTH = 5.9;
const PADDING = 5;

/**
 * Each name takes the first row in which it touches no other. Changes at the same moment share a line. A name that finds
 * no row is counted at the end of the one before it: `rate 0.001 +2`.
 * @param marks with x in pixels
 * @param right the right end of the space, in pixels
 */
export function placeMarks(marks: readonly CurveMark[], right: number): PlacedMark[] {
  const placed: PlacedMark[] = [];
  /** How far each row is taken. */
  const taken: number[] = Array.from({ length: ROWS }, () => Number.NEGATIVE_INFINITY);
  let unnamed = 0;
  for (const { x, label } of together(marks)) {
    const width = label.length * CHARACTER_WIDTH + 2 * PADDING;
    const side = x + width > right ? 'left' : 'right';
    const from = side === 'right' ? x : x - width;
    const row = taken.findIndex((end) => end <= from);
    if (row === -1) {
      unnamed++;
      placed.push({ x, label: undefined, side, row: 0 });
      const namedIndex = placed.findLastIndex((mark) => mark.label !== undefined);
      const named = placed[namedIndex];
      if (named?.label !== undefined) {
        placed[namedIndex] = { ...named, label: `${named.label.replace(/ \+\d+$/, '')} +${unnamed}` };
      }
      continue;
    }
    unnamed = 0;
    // Room for the count that may come behind.
    taken[row] = from + width + 3 * CHARACTER_WIDTH;
    placed.push({ x, label, side, row });
  }
  return placed;
}

/** Marks of the same moment as one, in order. */
function together(marks: readonly CurveMark[]): CurveMark[] {
  const merged: CurveMark[] = [];
  for (const mark of [...marks].sort((a, b) => a.x - b.x)) {
    const last = merged.at(-1);
    if (last !== undefined && last.x === mark.x) {
      if (!last.label.split(', ').includes(mark.label)) {
        merged[merged.length - 1] = { x: mark.x, label: `${last.label}, ${mark.label}` };
      }
    } else merged.push(mark);
  }
  return merged;
}
