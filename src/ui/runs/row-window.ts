/** Which rows of a long table are rendered. All have the same height, so what is left out has a known one. */

/** CSS pixels at the usual size of text, as in runs.css. */
export const ROW_HEIGHT = 27;
/** Where a finger points, as in touch.css. */
export const TOUCH_ROW_HEIGHT = 45;

/** Shorter tables are rendered whole. */
const WHOLE_LIMIT = 60;
/** Scrolling renders so many rows at a time. */
const STRIDE = 10;
/** Rows above and below those in sight, for the keyboard and for fast wheels. */
const MARGIN = 12;

/**
 * @param firstInSight counted from 0
 * @param inSight rows that fit, not a whole number
 * @returns the first row to render, and the one after the last
 */
export function rowWindow(
  count: number,
  firstInSight: number,
  inSight: number,
): { readonly from: number; readonly to: number } {
  if (count <= WHOLE_LIMIT) return { from: 0, to: count };
  const size = Math.ceil(inSight) + STRIDE + 2 * MARGIN;
  const start = Math.floor(firstInSight / STRIDE) * STRIDE - MARGIN;
  const from = Math.max(0, Math.min(start, count - size));
  return { from, to: Math.min(count, from + size) };
}
