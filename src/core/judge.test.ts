import { describe, expect, it } from 'vitest';
import { isBetter } from './judge.ts';

const judged = (accuracy: number, loss: number) => ({ accuracy, loss });

describe('isBetter', () => {
  it('takes the first of all for better', () => {
    expect(isBetter('accuracy', judged(0, 9), undefined)).toBe(true);
  });

  it('asks for more accuracy or less loss, whichever judges', () => {
    expect(isBetter('accuracy', judged(0.9, 2), judged(0.8, 1))).toBe(true);
    expect(isBetter('loss', judged(0.9, 2), judged(0.8, 1))).toBe(false);
    expect(isBetter('loss', judged(0.7, 0.5), judged(0.8, 1))).toBe(true);
  });

  it('leaves the earlier of equals the best, and takes no loss that is not a number', () => {
    expect(isBetter('accuracy', judged(0.8, 0.5), judged(0.8, 1))).toBe(false);
    expect(isBetter('loss', judged(0.9, 1), judged(0.8, 1))).toBe(false);
    expect(isBetter('loss', judged(0.9, Number.NaN), judged(0.8, 1))).toBe(false);
  });
});
