import { describe, expect, it } from 'vitest';
import { lossTicks, settledBatches, shareTicks } from './fitted-axis.ts';

/** 100 steps an epoch, from 2.5 down to 0.5, then two more epochs at 0.4. */
const FALLING = Float32Array.from({ length: 300 }, (_, step) => (step < 100 ? 2.5 - step / 50 : 0.4));
/** An overfitted run: validation ends a little above where train began. */
const OVERFITTED = { lowest: 0.1, highest: 0.46 };
const BATCHES = { lowest: 0.01, highest: 9.2 };

const loss = { scale: 'linear', range: 'fitted', measured: OVERFITTED, settled: undefined, batches: BATCHES } as const;

describe('settledBatches', () => {
  it('is where most of the second half of the first epoch lies, however long the run', () => {
    const settled = settledBatches(FALLING, 100);
    expect(settled?.highest).toBeLessThan(1.5);
    expect(settled?.highest).toBeGreaterThan(1.3);
    expect(settled?.lowest).toBeGreaterThan(0.52);
    expect(settledBatches(FALLING.subarray(0, 130), 100)).toEqual(settled);
  });

  it('is nothing before that, and leaves out what is not finite', () => {
    expect(settledBatches(FALLING.subarray(0, 50), 100)).toBeUndefined();
    expect(settledBatches(new Float32Array(0), 1)).toBeUndefined();
    expect(settledBatches(Float32Array.of(1, Number.NaN, 2, Number.POSITIVE_INFINITY), 4)).toEqual({
      lowest: 2,
      highest: 2,
    });
    expect(settledBatches(new Float32Array(10).fill(Number.NaN), 10)).toBeUndefined();
  });
});

describe('lossTicks', () => {
  it('follow what was measured after the epochs, and not the first batches', () => {
    const ticks = lossTicks(loss);
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(0.46);
    expect(ticks.at(-1)).toBeLessThanOrEqual(0.6);
  });

  it('leave room for settled batches, up to half as much again', () => {
    expect(lossTicks({ ...loss, settled: { lowest: 0.3, highest: 0.55 } }).at(-1)).toBe(0.6);
    expect(lossTicks({ ...loss, settled: { lowest: 0.3, highest: 7 } }).at(-1)).toBe(0.8);
  });

  it('do not move while batches go on, and only grow with what is measured', () => {
    const settled = { lowest: 0.3, highest: 0.55 };
    const before = lossTicks({ ...loss, settled });
    expect(lossTicks({ ...loss, settled, batches: { lowest: 1e-6, highest: 1e6 } })).toEqual(before);
    expect(lossTicks({ ...loss, settled, measured: { lowest: 0.01, highest: 1.4 } }).at(-1)).toBeGreaterThanOrEqual(
      1.4,
    );
  });

  it('hold every batch before the first measurement, and for who wants the full range', () => {
    for (const ticks of [lossTicks({ ...loss, measured: undefined }), lossTicks({ ...loss, range: 'full' })]) {
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(9.2);
    }
    expect(lossTicks({ ...loss, measured: undefined, batches: undefined })).toEqual([0, 1, 2, 3]);
  });

  it('do the same on a logarithmic axis', () => {
    expect(lossTicks({ ...loss, scale: 'log' })).toEqual([0.1, 0.2, 0.5]);
    const full = lossTicks({ ...loss, scale: 'log', range: 'full' });
    expect(full[0]).toBeLessThanOrEqual(0.01);
    expect(full.at(-1)).toBeGreaterThanOrEqual(9.2);
    expect(lossTicks({ ...loss, scale: 'log', measured: undefined, batches: undefined }).every(Number.isFinite)).toBe(
      true,
    );
  });
});

describe('shareTicks', () => {
  const share = { range: 'fitted', settled: undefined } as const;

  it.each([
    [0.97, 0.95],
    [0.91, 0.9],
    [0.85, 0.8],
    [0.72, 0.7],
    [0.55, 0.5],
    [0.1, 0],
    [0, 0],
  ])('from %d up begin at %d and end at 1', (lowest, foot) => {
    const ticks = shareTicks({ ...share, measured: { lowest, highest: 0.99 } });
    expect([ticks[0], ticks.at(-1)]).toEqual([foot, 1]);
    expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
  });

  it('leave room for settled batches, up to half as much again', () => {
    const measured = { lowest: 0.85, highest: 0.9 };
    expect(shareTicks({ ...share, measured, settled: { lowest: 0.79, highest: 0.9 } })[0]).toBe(0.7);
    expect(shareTicks({ ...share, measured, settled: { lowest: 0.1, highest: 0.9 } })[0]).toBe(0.7);
  });

  it('span everything before the first measurement, and for who wants the full range', () => {
    expect(shareTicks({ ...share, measured: undefined })).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(shareTicks({ range: 'full', measured: { lowest: 0.9, highest: 1 }, settled: undefined })[0]).toBe(0);
  });
});
