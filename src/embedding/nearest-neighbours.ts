/** Nearest neighbours of points among each other, found by comparing every pair: exact, and the same each time. */

export interface Neighbours {
  /** Of each point its nearest, itself first. */
  readonly indices: number[][];
  /** Euclidean, in step with `indices`. */
  readonly distances: number[][];
}

/**
 * @param points row after row // [count, width]
 * @param wanted neighbours of each point, itself included; at most `count`
 * @throws RangeError for fewer points than neighbours
 */
export function nearestNeighbours(points: Float32Array, width: number, wanted: number): Neighbours {
  const count = points.length / width;
  if (count < wanted) throw new RangeError(`${count} points have no ${wanted} neighbours`);
  const squares = pairDistances(points, width, count);
  const indices: number[][] = [];
  const distances: number[][] = [];
  for (let point = 0; point < count; point++) {
    const nearest = smallest(squares.subarray(point * count, (point + 1) * count), wanted, point);
    indices.push(nearest);
    distances.push(nearest.map((other) => Math.sqrt(squares[point * count + other] ?? 0)));
  }
  return { indices, distances };
}

/** @returns squared Euclidean distances // [count, count] */
function pairDistances(points: Float32Array, width: number, count: number): Float32Array {
  const squares = new Float32Array(count * count);
  for (let first = 0; first < count; first++) {
    for (let second = first + 1; second < count; second++) {
      let sum = 0;
      for (let unit = 0; unit < width; unit++) {
        const difference = (points[first * width + unit] ?? 0) - (points[second * width + unit] ?? 0);
        sum += difference * difference;
      }
      squares[first * count + second] = sum;
      squares[second * count + first] = sum;
    }
  }
  return squares;
}

/** Indices of the smallest values, in order; of equal ones the first. `self` comes before all. */
function smallest(values: Float32Array, wanted: number, self: number): number[] {
  const found = [self];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    const last = values[found[found.length - 1] ?? 0] ?? 0;
    if (index === self || (found.length === wanted && value >= last)) continue;
    let place = found.length;
    while (place > 1 && (values[found[place - 1] ?? 0] ?? 0) > value) place--;
    found.splice(place, 0, index);
    if (found.length > wanted) found.pop();
  }
  return found;
}
