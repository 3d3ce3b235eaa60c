/** A line without axes, as small as a word. */

export interface SmallPoint {
  readonly x: number;
  readonly y: number;
}

/** Side of the square the path is drawn in; the page stretches it. */
export const SMALL_SIDE = 100;

/**
 * The data of an SVG path whose points fill the square, its origin at the top left. A value that stays the same lies in the
 * middle; one point alone is a dot, by the round ends of its line. Points that are not finite are left out.
 */
export function smallLine(points: readonly SmallPoint[]): string {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const scale = (values: readonly number[]) => {
    const lowest = Math.min(...values);
    const range = Math.max(...values) - lowest;
    return (value: number) => (range > 0 ? (value - lowest) / range : 0.5) * SMALL_SIDE;
  };
  const across = scale(finite.map(({ x }) => x));
  const up = scale(finite.map(({ y }) => y));
  const [first, ...others] = finite.map(({ x, y }) => `${across(x).toFixed(1)} ${(SMALL_SIDE - up(y)).toFixed(1)}`);
  if (first === undefined) return '';
  return `M${[first, ...(others.length > 0 ? others : [first])].join('L')}`;
}
