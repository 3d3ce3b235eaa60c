import { thinSeries } from '../core/series.ts';

/** More points than a chart has pixels to show them only cost time. */
const POINTS_LIMIT = 300;

/** Side of the square the path is drawn in; the page stretches it over the plot. */
export const PATH_SIDE = 1000;

/** Where the values of a line stand. */
export interface Placement {
  /** By its index: 0 at the left end of the axis, 1 at its right end. */
  readonly across: (index: number) => number;
  /** By the value itself: 0 at the bottom, 1 at the top; undefined leaves it out. */
  readonly up: (value: number) => number | undefined;
}

/**
 * The line of a value for each step, as the data of an SVG path in a square of PATH_SIDE, its origin at the top left.
 * @param values one a step, from step 0
 */
export function linePath(values: Float32Array, { across, up }: Placement): string {
  const points: string[] = [];
  for (const { index, value } of thinSeries(values, POINTS_LIMIT)) {
    const height = up(value);
    if (height === undefined) continue;
    points.push(`${(across(index) * PATH_SIDE).toFixed(1)} ${((1 - height) * PATH_SIDE).toFixed(1)}`);
  }
  const [first] = points;
  // A line of no length still shows as a dot, by its round ends.
  return first === undefined ? '' : `M${points.join('L')}${points.length === 1 ? `L${first}` : ''}`;
}
