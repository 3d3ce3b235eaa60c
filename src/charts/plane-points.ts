/** Points of a plane on a drawing area: where they come to lie, and which of them a pointer means. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Area {
  readonly width: number;
  readonly height: number;
}

export type Corner = readonly [x: number, y: number];

/** The least box around all points of all layouts; around nothing, one without size. */
export function boxAround(layouts: readonly Float32Array[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const positions of layouts) {
    for (let at = 0; at < positions.length; at += 2) {
      const [x, y] = [positions[at] ?? 0, positions[at + 1] ?? 0];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return left > right ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right, bottom };
}

/**
 * The points in the middle of the area, as large as fits, both axes at one scale.
 * @param positions [count, 2]
 * @param margin left free on each side, in the area's units
 * @returns [count, 2] in the area's units
 */
export function placedIn(
  positions: Float32Array,
  { left, top, right, bottom }: Box,
  { width, height }: Area,
  margin: number,
): Float32Array {
  const scales = [(width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top)];
  const scale = Math.max(0, Math.min(...scales.filter(Number.isFinite)));
  const used = Number.isFinite(scale) ? scale : 0;
  return positions.map((value, at) =>
    at % 2 === 0 ? width / 2 + used * (value - (left + right) / 2) : height / 2 + used * (value - (top + bottom) / 2),
  );
}

/** The point nearest to a place, the last drawn of equally near ones; undefined when none is within `reach`. */
export function pointAt(placed: Float32Array, [x, y]: Corner, reach: number): number | undefined {
  let found: number | undefined;
  let least = reach * reach;
  for (let at = 0; at < placed.length; at += 2) {
    const square = ((placed[at] ?? 0) - x) ** 2 + ((placed[at + 1] ?? 0) - y) ** 2;
    if (square > least) continue;
    least = square;
    found = at / 2;
  }
  return found;
}

/**
 * The next point in a direction: no more aside than ahead, and the less aside the sooner taken.
 * @param direction along one axis, of length 1
 * @returns undefined at the edge
 */
export function pointTowards(placed: Float32Array, from: number, [right, down]: Corner): number | undefined {
  let found: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  const [startX, startY] = [placed[2 * from] ?? 0, placed[2 * from + 1] ?? 0];
  for (let at = 0; at < placed.length; at += 2) {
    const [x, y] = [(placed[at] ?? 0) - startX, (placed[at + 1] ?? 0) - startY];
    const ahead = x * right + y * down;
    const aside = Math.abs(x * down - y * right);
    if (ahead <= 0 || aside > ahead || ahead + 2 * aside >= least) continue;
    least = ahead + 2 * aside;
    found = at / 2;
  }
  return found;
}

/**
 * Points inside an outline, which closes itself, by the even-odd rule: one crosses it an odd number of times on the way out
 * (M. Shimrat, "Algorithm 112: position of point relative to polygon", 1962).
 */
export function pointsWithin(placed: Float32Array, outline: readonly Corner[]): number[] {
  const within: number[] = [];
  for (let at = 0; at < placed.length; at += 2) {
    if (isWithin(placed[at] ?? 0, placed[at + 1] ?? 0, outline)) within.push(at / 2);
  }
  return within;
}

function isWithin(x: number, y: number, outline: readonly Corner[]): boolean {
  let isInside = false;
  let [fromX, fromY] = outline.at(-1) ?? [0, 0];
  for (const [toX, toY] of outline) {
    const crosses = fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
    if (crosses) isInside = !isInside;
    [fromX, fromY] = [toX, toY];
  }
  return isInside;
}
