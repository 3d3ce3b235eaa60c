import { describe, expect, it } from 'vitest';
import { shade } from './shade.ts';

const VALUES = Array.from({ length: 1001 }, (_, index) => index / 1000);

describe.each([
  ['light', false],
  ['dark', true],
])('shade on a %s page', (_, isDark) => {
  it('keeps the number in a cell legible at every value (WCAG 2.2 AA: 4.5)', () => {
    expect(Math.min(...VALUES.map((value) => shade(value, isDark).textContrast))).toBeGreaterThanOrEqual(4.5);
  });

  it('ends where it ends, whatever comes in', () => {
    expect(shade(-1, isDark)).toEqual(shade(0, isDark));
    expect(shade(7, isDark)).toEqual(shade(1, isDark));
  });
});
