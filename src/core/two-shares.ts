import { twoSidedNormalTail } from './normal-tail.ts';

/** Some of `trials` succeeded: images answered rightly, of all that were measured. */
export interface Share {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Two-sided p of the pooled two-proportion z-test, the same as Pearson's chi-squared of the two-by-two table without a
 * continuity correction (A. Agresti, "Categorical Data Analysis", 2nd edition, 3.2.1): how often two samples would differ
 * at least so much if both came of one share. It takes the samples for different images: of two networks on the same
 * images it misses what McNemar's test finds.
 * @returns 1 where nothing was tried or where no share but 0 or 1 is to be seen
 */
export function twoSharesP(a: Share, b: Share): number {
  const pooled = (a.successes + b.successes) / (a.trials + b.trials);
  const variance = pooled * (1 - pooled) * (1 / a.trials + 1 / b.trials);
  if (!(variance > 0) || !Number.isFinite(variance)) return 1;
  return twoSidedNormalTail((a.successes / a.trials - b.successes / b.trials) / Math.sqrt(variance));
}
