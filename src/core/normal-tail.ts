/**
 * How much of the standard normal distribution lies at least `z` from its middle, both sides together: erfc(|z| / sqrt 2).
 * By the series of erf where that converges fast and by the continued fraction of erfc beyond: M. Abramowitz, I. A. Stegun,
 * "Handbook of Mathematical Functions" (1964), 7.1.6 and 7.1.14.
 */
export function twoSidedNormalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < SERIES_END ? 1 - erfSeries(x) : erfcFraction(x);
}

/** From here on 1 - erf would lose digits. */
const SERIES_END = 2;
/** More than either takes for all the digits there are. */
const TERMS = 120;

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < TERMS; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** From its far end to its beginning. */
function erfcFraction(x: number): number {
  let below = x;
  for (let n = TERMS; n >= 1; n--) below = x + n / 2 / below;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * below);
}
