/** Softmax in double precision, of scores whose exponentials may be too large for a number. */
export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}

/**
 * Natural logarithms of the softmax. They tell apart what the softmax can't: next to 1 a double has no more than 16 digits,
 * while the logarithm of 1 - 1e-20 is as exact as any other number.
 */
export function logSoftmax(scores: readonly number[]): number[] {
  const top = indexOfLargest(scores);
  const highest = scores[top] ?? Number.NaN;
  const others = scores.reduce((sum, score, place) => (place === top ? sum : sum + Math.exp(score - highest)), 0);
  const logSum = Math.log1p(others);
  return scores.map((score) => score - highest - logSum);
}

/** Position of the largest; of several the first, and 0 when none is a number. */
export function indexOfLargest(values: readonly number[]): number {
  return Math.max(0, values.indexOf(Math.max(...values)));
}
