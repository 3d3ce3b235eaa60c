import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

/** Chunks of two steps on 256 images. */
function paceAfter(...elapsedMs: number[]): { pace: Pace; counted: number[] } {
  const pace = new Pace();
  return { pace, counted: elapsedMs.map((ms) => pace.add(2, 256, ms)) };
}

describe('the pace of training', () => {
  it('is the median of the last chunks', () => {
    const { pace, counted } = paceAfter(100, 120, 80, 400, 100);
    expect(counted).toEqual([100, 120, 80, 400, 100]);
    expect(pace.msPerStep).toBe(50);
    expect(pace.imagesPerSecond).toBeCloseTo(2560, 9);
    expect(pace.chunkSteps).toBe(2);
  });

  it('knows nothing of a sleep, and counts the median for the chunk it fell into', () => {
    const { pace, counted } = paceAfter(100, 100, 3_600_000, 100, 7_200_000, 100);
    expect(counted).toEqual([100, 100, 100, 100, 100, 100]);
    expect(pace.msPerStep).toBe(50);
    expect(pace.imagesPerSecond).toBeCloseTo(2560, 9);
  });

  it('counts no more than a minute of a sleep in its first chunk, and is not set by it', () => {
    const { pace, counted } = paceAfter(3_600_000, 100);
    expect(counted).toEqual([60_000, 100]);
    expect(pace.msPerStep).toBe(50);
  });

  it('follows a machine that has become slow for good', () => {
    const { pace, counted } = paceAfter(100, 100, 20_000, 20_000, 20_000);
    expect(counted).toEqual([100, 100, 100, 20_000, 20_000]);
    expect(pace.msPerStep).toBe(10_000);
  });
});
