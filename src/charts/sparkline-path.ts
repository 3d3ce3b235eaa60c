/**
 * An SVG path through values of `low` to 1, evenly spaced from 0 to `width`, 1 at the top; a value alone is a point in
 * the middle. What is no number is left out.
 */
export function sparklinePath(values: readonly number[], low: number, width: number, height: number): string {
  const points = values.flatMap((value, index) => {
    const { x, y } = sparklinePoint(values.length, index, value, low, width, height);
    return Number.isFinite(y) ? [`${x.toFixed(1)} ${y.toFixed(1)}`] : [];
  });
  return points.length === 0 ? '' : `M${points.join('L')}`;
}

export function sparklinePoint(
  count: number,
  index: number,
  value: number,
  low: number,
  width: number,
  height: number,
): { readonly x: number; readonly y: number } {
  const range = Math.max(1e-9, 1 - low);
  return {
    x: count < 2 ? width / 2 : (index / (count - 1)) * width,
    y: height - ((Math.max(low, value) - low) / range) * height,
  };
}
