/** How likely chance alone is, in words: what statistical tests say of two results. */

/** Below this share of 1 a difference counts as more than chance in the choice of images. */
const RARE = 0.05;

export function isRare(p: number): boolean {
  return p < RARE;
}

/** With two digits: `p = 0.033`. */
export function pText(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  return p > 0.995 ? 'p = 1' : `p = ${p.toPrecision(p < 0.01 ? 1 : 2)}`;
}

/** In how many of so many cases: `in about 3 of 100 test sets`. @param cases what there are many of */
export function timesText(p: number, cases: string): string {
  if (p < 0.001) return `in fewer than 1 of 1,000 ${cases}`;
  if (p < 0.0095) return `in about ${Math.round(p * 1000)} of 1,000 ${cases}`;
  return p > 0.995 ? 'nearly always' : `in about ${Math.round(p * 100)} of 100 ${cases}`;
}
