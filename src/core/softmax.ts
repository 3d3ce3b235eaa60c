/** Softmax in double precision, of scores whose exponentials may be too large for a number. */
export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}

/** Position of the largest; of several the first, and 0 when none is a number. */
export function indexOfLargest(values: readonly number[]): number {
  return Math.max(0, values.indexOf(Math.max(...values)));
}
