/**
 * Wilson's score interval for a share of successes: E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22 (1927). Unlike the normal approximation it stays within 0..1 and holds its coverage
 * for shares near 1, where test accuracies are (Newcombe 1998, Statistics in Medicine 17, method 3).
 */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5% quantile of the standard normal distribution: two-sided 95%. */
const Z_95 = 1.959963984540054;

/**
 * The 95% interval of `successes` out of `trials`; all of 0..1 when nothing was tried.
 * @param successes 0..trials
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const zSquared = Z_95 * Z_95;
  const scale = 1 / (1 + zSquared / trials);
  const centre = scale * (share + zSquared / (2 * trials));
  const margin = scale * Z_95 * Math.sqrt((share * (1 - share)) / trials + zSquared / (4 * trials * trials));
  return { low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
}
