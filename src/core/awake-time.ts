/**
 * What a machine slept is no work. Where a clock runs on through sleep (by the standard it should; it does on Windows, and not
 * elsewhere: https://github.com/w3c/hr-time/issues/115), a lid that was closed makes one piece of work last a night. Nothing
 * tells a page so, but it shows: a piece takes ten times what it should and five seconds more, where other programs make one
 * two to five times as slow. So short a sleep as is not noticed adds no more than that.
 */

const GAP_FACTOR = 10;
const LEAST_GAP_MS = 5000;
/** What a piece is taken for whose usual length nobody knows yet: longer than a step of the largest network takes anywhere. */
const UNKNOWN_LIMIT_MS = 60_000;

/**
 * - `plausible`: it took what such a piece takes
 * - `gap`: longer than it can have worked; counted as what it should have taken
 * - `slower`: the second such in a row: no sleep, the machine has become slow. Counted as it was measured
 */
type Verdict = 'plausible' | 'gap' | 'slower';

export interface Counted {
  readonly ms: number;
  readonly verdict: Verdict;
}

/** Judges the pieces of one kind of work, in their order. */
export class AwakeTime {
  #wasGap = false;

  /** @param expectedMs what such a piece usually takes; undefined while nobody knows */
  count(measuredMs: number, expectedMs: number | undefined): Counted {
    const usualMs = expectedMs ?? UNKNOWN_LIMIT_MS;
    const mostMs =
      expectedMs === undefined ? UNKNOWN_LIMIT_MS : Math.max(GAP_FACTOR * expectedMs, expectedMs + LEAST_GAP_MS);
    const isTooLong = measuredMs > mostMs;
    const isSecond = isTooLong && this.#wasGap;
    this.#wasGap = isTooLong && !isSecond;
    if (isSecond) return { ms: measuredMs, verdict: 'slower' };
    return isTooLong ? { ms: usualMs, verdict: 'gap' } : { ms: measuredMs, verdict: 'plausible' };
  }
}
