import { describe, expect, it } from 'vitest';
import { twoSidedNormalTail } from './normal-tail.ts';
import { twoSharesP } from './two-shares.ts';

describe('twoSidedNormalTail', () => {
  // scipy 1.17.1: 2 * scipy.stats.norm.sf(z).
  it.each([
    [0, 1],
    [0.5, 0.6170750774519738],
    [1, 0.31731050786291415],
    [1.96, 0.04999579029644087],
    [2.8, 0.005110260660855864],
    [2.83, 0.004654800413463103],
    [4, 6.334248366623973e-5],
    [6, 1.973175290075389e-9],
    [10, 1.523970604832094e-23],
  ])('agrees with scipy at %d, and is the same on the other side', (z, p) => {
    expect(Math.abs(twoSidedNormalTail(z) / p - 1)).toBeLessThan(1e-11);
    expect(twoSidedNormalTail(-z)).toBe(twoSidedNormalTail(z));
  });
});

describe('twoSharesP', () => {
  const p = (a: number, ofA: number, b: number, ofB: number) =>
    twoSharesP({ successes: a, trials: ofA }, { successes: b, trials: ofB });

  // statsmodels 0.15.0: statsmodels.stats.proportion.proportions_ztest([a, b], [ofA, ofB]).
  it.each([
    [9300, 10_000, 9375, 10_000, 0.032986342905251646],
    [9300, 10_000, 9360, 10_000, 0.08971425318414455],
    [9269, 10_000, 9280, 10_000, 0.7642864800455373],
    [9363, 10_000, 9390, 10_000, 0.4297582019119446],
    [11_044, 12_000, 11_124, 12_000, 0.051801927440479976],
    [450, 500, 11_000, 12_000, 0.1880458066812578],
    [9100, 10_000, 9400, 10_000, 8.02146725510674e-16],
    [0, 10, 10, 10, 7.74421643104407e-6],
  ])('agrees with statsmodels on %i of %i against %i of %i', (a, ofA, b, ofB, expected) => {
    expect(Math.abs(p(a, ofA, b, ofB) / expected - 1)).toBeLessThan(1e-10);
    expect(p(b, ofB, a, ofA)).toBeCloseTo(p(a, ofA, b, ofB), 12);
  });

  it('finds no difference where there is nothing to tell one by', () => {
    expect(p(500, 500, 500, 500)).toBe(1);
    expect(p(0, 500, 0, 20)).toBe(1);
    expect(p(0, 0, 5, 10)).toBe(1);
    expect(p(0, 0, 0, 0)).toBe(1);
  });
});
