/** Which of two epochs is the better one, by what was measured on the validation images. */

export const JUDGES = ['accuracy', 'loss'] as const;
export type Judge = (typeof JUDGES)[number];

export interface Judged {
  /** 0..1 */
  readonly accuracy: number;
  /** Mean cross-entropy. */
  readonly loss: number;
}

/** Strictly better: of equals the earlier epoch stays the best. A loss that is not a number is never better. */
export function isBetter(judge: Judge, candidate: Judged, best: Judged | undefined): boolean {
  if (best === undefined) return true;
  return judge === 'accuracy' ? candidate.accuracy > best.accuracy : candidate.loss < best.loss;
}
