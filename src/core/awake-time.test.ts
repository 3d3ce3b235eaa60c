import { describe, expect, it } from 'vitest';
import { AwakeTime } from './awake-time.ts';

const NIGHT_MS = 8 * 3_600_000;

describe('time awake', () => {
  it('leaves out what was slept, and counts what the work should have taken', () => {
    const time = new AwakeTime();
    expect(time.count(110, 100)).toEqual({ ms: 110, verdict: 'plausible' });
    expect(time.count(NIGHT_MS, 100)).toEqual({ ms: 100, verdict: 'gap' });
    expect(time.count(90, 100)).toEqual({ ms: 90, verdict: 'plausible' });
    expect(time.count(NIGHT_MS, 100)).toEqual({ ms: 100, verdict: 'gap' });
  });

  it('counts work that others slow down, however little it usually takes', () => {
    const time = new AwakeTime();
    for (const [measuredMs, expectedMs] of [
      [500, 100],
      [5000, 100],
      [9000, 1000],
      [60_000, 10_000],
    ] as const) {
      expect(time.count(measuredMs, expectedMs)).toEqual({ ms: measuredMs, verdict: 'plausible' });
    }
    expect(time.count(5101, 100).verdict).toBe('gap');
    expect(new AwakeTime().count(10_001, 1000).verdict).toBe('gap');
  });

  it('believes a second in a row: a machine that has become slow is measured again', () => {
    const time = new AwakeTime();
    expect(time.count(20_000, 100)).toEqual({ ms: 100, verdict: 'gap' });
    expect(time.count(21_000, 100)).toEqual({ ms: 21_000, verdict: 'slower' });
  });

  it('has a bound while nothing is known', () => {
    const time = new AwakeTime();
    expect(time.count(59_000, undefined)).toEqual({ ms: 59_000, verdict: 'plausible' });
    expect(time.count(NIGHT_MS, undefined)).toEqual({ ms: 60_000, verdict: 'gap' });
  });
});
