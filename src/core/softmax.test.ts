import { expect, it } from 'vitest';
import { indexOfLargest, logSoftmax, softmax } from './softmax.ts';

it('gives shares in the ratio of the exponentials', () => {
  const [first = 0, second = 0, third = 0] = softmax([0, Math.log(2), Math.log(5)]);
  expect(first).toBeCloseTo(1 / 8, 12);
  expect(second).toBeCloseTo(2 / 8, 12);
  expect(third).toBeCloseTo(5 / 8, 12);
});

it('overflows neither upwards nor downwards', () => {
  expect(softmax([1000, 1000, -1000])).toEqual([0.5, 0.5, 0]);
});

it('takes the first of several largest, and the first of all when none is a number', () => {
  expect(indexOfLargest([1, 3, 3, 2])).toBe(1);
  expect(indexOfLargest([Number.NaN, Number.NaN])).toBe(0);
});

it('has logarithms where the shares are 0 or 1 to a double', () => {
  expect(logSoftmax([0, Math.log(3)])[0]).toBeCloseTo(Math.log(1 / 4), 12);
  const [first = 0, second = 0] = logSoftmax([100, 0]);
  // log(1 - e^-100 / (1 + e^-100)) is -e^-100 to 16 digits.
  expect(first / -Math.exp(-100)).toBeCloseTo(1, 12);
  expect(second).toBe(-100);
  expect(softmax([100, 0])[0]).toBe(1);
});
