import { describe, expect, it } from 'vitest';
import { shade, shadeDifference } from './shade.ts';

const VALUES = Array.from({ length: 1001 }, (_, index) => index / 1000);

describe.each([
  ['light', false],
  ['dark', true],
])('shade on a %s page', (_, isDark) => {
  it('keeps the number in a cell legible at every value (WCAG 2.2 AA: 4.5)', () => {
    expect(Math.min(...VALUES.map((value) => shade(value, isDark).textContrast))).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps the number in a cell of a difference legible at every value', () => {
    const values = VALUES.flatMap((value) => [value, -value]);
    expect(Math.min(...values.map((value) => shadeDifference(value, isDark).textContrast))).toBeGreaterThanOrEqual(4.5);
  });

  it('has no colour for no difference, and opposite ones for more and fewer', () => {
    expect(shadeDifference(0, isDark)).toEqual(shade(0, isDark));
    expect(shadeDifference(-0.5, isDark)).not.toEqual(shadeDifference(0.5, isDark));
  });

  it('ends where it ends, whatever comes in', () => {
    expect(shade(-1, isDark)).toEqual(shade(0, isDark));
    expect(shade(7, isDark)).toEqual(shade(1, isDark));
  });
});
