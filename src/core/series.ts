/**
 * A column of numbers that grows without copying on every append: the memory doubles when it is full.
 * Metrics live in columns beside the store, so that a step never copies a history.
 */
export class Column {
  #values = new Float32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(values: ArrayLike<number>): void {
    const needed = this.#length + values.length;
    if (needed > this.#values.length) {
      const grown = new Float32Array(Math.max(needed, this.#values.length * 2));
      grown.set(this.#values.subarray(0, this.#length));
      this.#values = grown;
    }
    this.#values.set(values, this.#length);
    this.#length = needed;
  }

  /** A view of the values so far; it stays valid until the next append. */
  values(): Float32Array {
    return this.#values.subarray(0, this.#length);
  }
}

export interface SeriesPoint {
  /** Index into the column. */
  readonly index: number;
  readonly value: number;
}

/**
 * At most `limit` points that keep what the eye looks for: the first, the last, and the lowest and highest of each
 * bucket, in order. Raw values only: nothing is averaged, so no spike is hidden.
 * @param limit 4 or more: two ends, and the two extremes of at least one bucket
 */
export function thinSeries(values: ArrayLike<number>, limit: number): SeriesPoint[] {
  if (limit < 4) throw new RangeError(`a thinned series needs 4 points, not ${limit}`);
  const at = (index: number): SeriesPoint => ({ index, value: values[index] ?? 0 });
  const length = values.length;
  if (length <= limit) return Array.from({ length }, (_, index) => at(index));
  const buckets = Math.floor((limit - 2) / 2);
  const points = [at(0)];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * (length - 2)) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * (length - 2)) / buckets);
    let low = from;
    let high = from;
    for (let index = from; index < to; index++) {
      if ((values[index] ?? 0) < (values[low] ?? 0)) low = index;
      if ((values[index] ?? 0) > (values[high] ?? 0)) high = index;
    }
    if (low === high) points.push(at(low));
    else points.push(at(Math.min(low, high)), at(Math.max(low, high)));
  }
  points.push(at(length - 1));
  return points;
}
