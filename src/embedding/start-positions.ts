/** Where the points of the first layout start: their two principal components, so that the layout's large shape is theirs. */

/** The points then lie about so far around the middle, as far as UMAP spreads its own. */
const SPREAD = 10;
/** Enough for a start, which UMAP moves anyway. */
const ITERATIONS = 15;

/**
 * @param points row after row // [count, width]
 * @returns [count, 2]; all 0 in a direction in which the points don't differ
 */
export function principalPositions(points: Float32Array, width: number): Float32Array<ArrayBuffer> {
  const count = points.length / width;
  const centred = aroundMiddle(points, width, count);
  const positions = new Float32Array(count * 2);
  const found: Float64Array[] = [];
  for (let axis = 0; axis < 2; axis++) {
    const direction = principalDirection(centred, width, count, found);
    found.push(direction);
    const shares = Float64Array.from({ length: count }, (_, point) => product(centred, point, direction));
    const farthest = shares.reduce((most, share) => Math.max(most, Math.abs(share)), 0);
    for (const [point, share] of shares.entries()) {
      positions[2 * point + axis] = farthest === 0 ? 0 : (share * SPREAD) / farthest;
    }
  }
  return positions;
}

function aroundMiddle(points: Float32Array, width: number, count: number): Float32Array {
  const means = new Float64Array(width);
  for (const [place, value] of points.entries()) means[place % width] = (means[place % width] ?? 0) + value / count;
  return points.map((value, place) => value - (means[place % width] ?? 0));
}

function product(points: Float32Array, point: number, direction: Float64Array): number {
  let sum = 0;
  for (const [unit, share] of direction.entries()) sum += (points[point * direction.length + unit] ?? 0) * share;
  return sum;
}

/** Power iteration, at right angles to the directions that were `found`. */
function principalDirection(
  points: Float32Array,
  width: number,
  count: number,
  found: readonly Float64Array[],
): Float64Array {
  // Unlike in every unit, so that it is at right angles to no direction but by chance.
  let direction = unitVector(Float64Array.from({ length: width }, (_, unit) => 1 + ((unit * 7) % 11) / 11));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = new Float64Array(width);
    for (let point = 0; point < count; point++) {
      const share = product(points, point, direction);
      for (let unit = 0; unit < width; unit++) {
        next[unit] = (next[unit] ?? 0) + share * (points[point * width + unit] ?? 0);
      }
    }
    for (const other of found) {
      const overlap = other.reduce((sum, value, unit) => sum + value * (next[unit] ?? 0), 0);
      for (const [unit, value] of other.entries()) next[unit] = (next[unit] ?? 0) - overlap * value;
    }
    direction = unitVector(next);
  }
  return direction;
}

function unitVector(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
