import { expect, it } from 'vitest';
import { smallLine } from './small-line.ts';

it('fills the square from the first to the last point, the highest value at the top', () => {
  const points = [
    { x: 10, y: 1 },
    { x: 20, y: 3 },
    { x: 30, y: 2 },
  ];
  expect(smallLine(points)).toBe('M0.0 100.0L50.0 0.0L100.0 50.0');
});

it('draws a steady value in the middle, a lone point as a dot and nothing as nothing', () => {
  expect(smallLine([1, 2].map((x) => ({ x, y: 7 })))).toBe('M0.0 50.0L100.0 50.0');
  expect(smallLine([{ x: 4, y: 7 }])).toBe('M50.0 50.0L50.0 50.0');
  expect(smallLine([])).toBe('');
});

it('leaves out what is not finite', () => {
  const points = [1, Number.NaN, 3].map((y, x) => ({ x, y }));
  expect(smallLine(points)).toBe('M0.0 100.0L100.0 0.0');
});
