import { describe, expect, it } from 'vitest';
import {
  agoText,
  durationText,
  lossText,
  megabytesText,
  msText,
  percentText,
  pointsText,
  rateText,
  shortRateText,
  signedText,
} from './format.ts';

describe('numbers as people read them', () => {
  it('durations', () => {
    expect(durationText(42_400)).toBe('0:42');
    expect(durationText(725_000)).toBe('12:05');
    expect(durationText(3_723_000)).toBe('1:02:03');
  });

  it('ages, in their largest unit', () => {
    expect(agoText(-5)).toBe('just now');
    expect(agoText(61_000)).toBe('1 minute ago');
    expect(agoText(10 * 60_000)).toBe('10 minutes ago');
    expect(agoText(3_600_000)).toBe('1 hour ago');
    expect(agoText(49 * 3_600_000)).toBe('2 days ago');
  });

  it('losses, also those that are none', () => {
    expect(lossText(0.41234)).toBe('0.412');
    expect(lossText(123_456)).toBe('1.23e+5');
    expect(lossText(Number.NaN)).toBe('infinite');
  });

  it('shares, points, bytes, rates and times', () => {
    expect(percentText(0.9123)).toBe('91.2%');
    expect(pointsText(0.0213)).toBe('+2.1 points');
    expect(pointsText(-0.0213)).toBe('−2.1 points');
    expect([signedText(1.25, 1), signedText(-0.04, 1), signedText(-1.26, 1)]).toEqual(['+1.3', '0.0', '−1.3']);
    expect(megabytesText(3_140_000)).toBe('3.1 MB');
    expect(rateText(0.001 / 10)).toBe('0.0001');
    expect(shortRateText(0.0005)).toBe('0.0005');
    expect(shortRateText(0.001 / 2 ** 5)).toBe('3.13e-5');
    expect(msText(213.6)).toBe('214');
  });
});
