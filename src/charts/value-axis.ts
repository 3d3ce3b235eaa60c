/** The vertical axis of the curves: linear from 0, or logarithmic over what is above 0. */
export const VALUE_SCALES = ['linear', 'log'] as const;

export interface ValueAxis {
  readonly scale: (typeof VALUE_SCALES)[number];
  /** From the lower to the upper end of the axis; two or more, above 0 for `log`. */
  readonly ticks: readonly number[];
}

/** At most five round ticks from 0 to at least `highest`. */
export function valueTicks(highest: number): number[] {
  if (!(highest > 0)) return [0, 1];
  const rough = highest / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const stride = ([1, 2, 2.5, 5].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const count = Math.ceil(highest / stride - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * stride).toPrecision(12)));
}

/**
 * No axis reaches below this: the nearest that a probability in single precision gets to 1 is 6e-8 away, so that smaller
 * losses are chance.
 */
const LOWEST_LOG = 1e-7;

/** More would stand too close to each other. */
const LOG_TICKS_LIMIT = 7;

/**
 * Ticks of a logarithmic axis from at most `lowest` to at least `highest`: 1, 2 and 5 times powers of ten where those
 * are few, else powers of ten.
 * @param lowest the lowest value above 0; infinity for none
 */
export function logTicks(lowest: number, highest: number): number[] {
  const high = highest > LOWEST_LOG && Number.isFinite(highest) ? highest : 1;
  const low = Math.min(Math.max(lowest, LOWEST_LOG), high);
  // A hair of tolerance: the logarithm of 1000 need not be 3.
  const bottom = Math.floor(Math.log10(low) + 1e-9);
  const top = Math.ceil(Math.log10(high) - 1e-9);
  const fine: number[] = [];
  for (let exponent = bottom; exponent <= top; exponent++) {
    fine.push(...[1, 2, 5].map((factor) => Number(`${factor}e${exponent}`)));
  }
  const from = fine.findLastIndex((tick) => tick <= low * (1 + 1e-9));
  const to = fine.findIndex((tick) => tick >= high * (1 - 1e-9) && tick > (fine[from] ?? 0));
  if (to - from < LOG_TICKS_LIMIT) return fine.slice(from, to + 1);
  const stride = Math.ceil((top - bottom) / (LOG_TICKS_LIMIT - 1));
  const count = Math.ceil((top - bottom) / stride);
  return Array.from({ length: count + 1 }, (_, index) => Number(`1e${top - (count - index) * stride}`));
}
