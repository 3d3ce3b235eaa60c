import { describe, expect, it } from 'vitest';
import { isRare, pText, timesText } from './chance-words.ts';

describe('how likely chance is', () => {
  it.each([
    [0, 'p < 0.001', 'in fewer than 1 of 1,000 cases'],
    [0.0009, 'p < 0.001', 'in fewer than 1 of 1,000 cases'],
    [0.0046, 'p = 0.005', 'in about 5 of 1,000 cases'],
    [0.0329, 'p = 0.033', 'in about 3 of 100 cases'],
    [0.0897, 'p = 0.090', 'in about 9 of 100 cases'],
    [0.5, 'p = 0.50', 'in about 50 of 100 cases'],
    [1, 'p = 1', 'nearly always'],
  ])('%d is said', (p, text, times) => {
    expect(pText(p)).toBe(text);
    expect(timesText(p, 'cases')).toBe(times);
  });

  it('is rare below one in twenty', () => {
    expect([0.0499, 0.05].map(isRare)).toEqual([true, false]);
  });
});
