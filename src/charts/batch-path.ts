import { thinSeries } from '../core/series.ts';

/** More points than a chart has pixels to show them only cost time. */
const POINTS_LIMIT = 300;

/** Side of the square the path is drawn in; the page stretches it over the plot. */
export const PATH_SIDE = 1000;

/**
 * The line of a value for each step, as the data of an SVG path in a square of PATH_SIDE, its origin at the top left.
 * Raw values: nothing is smoothed. Those that are not finite are left out.
 * @param values one a step, from step 0
 * @param xEnd where the axis ends, in epochs
 * @param yEnd the value at the top
 */
export function batchPath(values: Float32Array, stepsPerEpoch: number, xEnd: number, yEnd: number): string {
  const points = thinSeries(values, POINTS_LIMIT)
    .filter(({ value }) => Number.isFinite(value))
    .map(({ index, value }) => {
      const x = (index / stepsPerEpoch / xEnd) * PATH_SIDE;
      const y = (1 - value / yEnd) * PATH_SIDE;
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
  const [first] = points;
  // A line of no length still shows as a dot, by its round ends.
  return first === undefined ? '' : `M${points.join('L')}${points.length === 1 ? `L${first}` : ''}`;
}
