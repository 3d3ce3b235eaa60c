import { describe, expect, it } from 'vitest';
import { fillRandomWords, philoxBlock, shuffleInPlace, wordToUnit } from './philox.ts';

function block(counter: [number, number, number, number], key: [number, number]): string[] {
  const out = new Uint32Array(4);
  philoxBlock(out, ...counter, ...key);
  return Array.from(out, (word) => word.toString(16).padStart(8, '0'));
}

function permutation(size: number, seed: number, stream: number, step: number): number[] {
  const items = Uint32Array.from({ length: size }, (_, index) => index);
  shuffleInPlace(items, seed, stream, step);
  return Array.from(items);
}

describe('philoxBlock', () => {
  const ONES = 0xffffffff;

  // The known-answer vectors of Random123 (tests/kat_vectors, philox4x32 10).
  it('lands on the published vectors', () => {
    expect(block([0, 0, 0, 0], [0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
    expect(block([ONES, ONES, ONES, ONES], [ONES, ONES])).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']);
    expect(block([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      'd16cfe09',
      '94fdcceb',
      '5001e420',
      '24126ea1',
    ]);
  });
});

describe('fillRandomWords', () => {
  it('gives element e word e % 4 of the block with counter (e / 4, 0, step, 0) and key (seed, stream)', () => {
    const words = new Uint32Array(7);
    fillRandomWords(words, 11, 22, 33);
    const hex = Array.from(words, (word) => word.toString(16).padStart(8, '0'));
    expect(hex).toEqual([...block([0, 0, 33, 0], [11, 22]), ...block([1, 0, 33, 0], [11, 22]).slice(0, 3)]);
  });

  it('gives an element the same word whatever the length asked for', () => {
    const short = new Uint32Array(5);
    const long = new Uint32Array(100);
    fillRandomWords(short, 1, 2, 3);
    fillRandomWords(long, 1, 2, 3);
    expect(Array.from(long.subarray(0, 5))).toEqual(Array.from(short));
  });
});

describe('wordToUnit', () => {
  it('covers 0 up to but not including 1, exactly in float32', () => {
    expect(wordToUnit(0)).toBe(0);
    expect(wordToUnit(0x80000000)).toBe(0.5);
    expect(wordToUnit(0xffffffff)).toBe(1 - 2 ** -24);
    expect(Math.fround(wordToUnit(0xffffffff))).toBe(wordToUnit(0xffffffff));
  });
});

describe('shuffleInPlace', () => {
  it('keeps every item exactly once', () => {
    const items = permutation(1000, 5, 6, 7);
    expect(items).not.toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(items.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  it('depends on seed, stream and step, and on nothing else', () => {
    const reference = permutation(50, 1, 2, 3);
    expect(permutation(50, 1, 2, 3)).toEqual(reference);
    expect(permutation(50, 9, 2, 3)).not.toEqual(reference);
    expect(permutation(50, 1, 9, 3)).not.toEqual(reference);
    expect(permutation(50, 1, 2, 9)).not.toEqual(reference);
  });

  it('gives each of the six orders of three items equally often', () => {
    const seen = new Map<string, number>();
    const trials = 6000;
    for (let step = 0; step < trials; step++) {
      const order = permutation(3, 42, 0, step).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    const chiSquared = [...seen.values()].reduce((sum, count) => sum + (count - trials / 6) ** 2 / (trials / 6), 0);
    expect(chiSquared).toBeLessThan(20.5); // the 99.9% quantile with 5 degrees of freedom
  });
});
