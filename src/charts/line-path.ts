import { thinSeries } from '../core/series.ts';

/** More points than a chart has pixels to show them only cost time. */
const POINTS_LIMIT = 300;

/** Where the values of a line stand, in pixels. What has no place, or none that is a number, is left out. */
export interface Placement {
  /** By its index, from the left. */
  readonly across: (index: number) => number | undefined;
  /** By the value itself, from the top. */
  readonly down: (value: number) => number | undefined;
}

/**
 * The line of a value for each step, as the data of an SVG path.
 * @param values one a step, from step 0
 */
export function linePath(values: Float32Array, { across, down }: Placement): string {
  const points: string[] = [];
  for (const { index, value } of thinSeries(values, POINTS_LIMIT)) {
    const [x, y] = [across(index), down(value)];
    if (!isNumber(x) || !isNumber(y)) continue;
    points.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
  }
  const [first] = points;
  // A line of no length still shows as a dot, by its round ends.
  return first === undefined ? '' : `M${points.join('L')}${points.length === 1 ? `L${first}` : ''}`;
}

/** What an attribute of an SVG can hold: scales give NaN for what they have no place for. */
export function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
