import { describe, expect, it } from 'vitest';
import { axisEnd, axisTicks, axisWords, positionAfter, tickText, X_UNITS } from './training-axis.ts';

describe('positionAfter', () => {
  const clock = { stepsPerEpoch: 4, trainingMs: Float32Array.of(500, 1000, 4000) };

  it('counts the steps taken, in each unit', () => {
    expect(positionAfter(3, 'epochs', clock)).toBe(0.75);
    expect(positionAfter(3, 'steps', clock)).toBe(3);
    expect(positionAfter(3, 'seconds', clock)).toBe(4);
    expect(positionAfter(1, 'seconds', clock)).toBe(0.5);
  });

  it('starts at 0, and takes time nobody has measured yet for the latest known', () => {
    for (const unit of X_UNITS) expect(positionAfter(0, unit, clock)).toBe(0);
    expect(positionAfter(9, 'seconds', clock)).toBe(4);
    expect(positionAfter(9, 'seconds', { stepsPerEpoch: 4, trainingMs: [] })).toBe(0);
  });
});

describe('axisEnd', () => {
  it.each([
    ['epochs', 0, 10, 1],
    ['epochs', 1, 10, 1],
    ['epochs', 1.01, 10, 2],
    ['epochs', 7, 10, 10],
    ['epochs', 7, 8, 8],
    ['epochs', 150, 200, 150],
    ['steps', 0, 940, 10],
    ['steps', 200, 940, 200],
    ['steps', 201, 940, 500],
    ['steps', 501, 940, 1000],
    ['steps', 1000, 1000, 1000],
    ['steps', 2100, 2350, 2500],
    ['seconds', 0, Number.POSITIVE_INFINITY, 5],
    ['seconds', 61, Number.POSITIVE_INFINITY, 90],
    ['seconds', 1000, Number.POSITIVE_INFINITY, 1200],
  ] as const)('in %s, at %d of %d, is %d', (unit, reached, limit, end) => {
    expect(axisEnd(unit, reached, limit)).toBe(end);
  });

  it.each(X_UNITS)('in %s holds all there is, and moves seldom', (unit) => {
    const ends = new Set<number>();
    for (let reached = 0; reached <= 200; reached += 0.5) {
      const end = axisEnd(unit, reached, 200);
      expect(end).toBeGreaterThanOrEqual(reached);
      ends.add(end);
    }
    expect(ends.size).toBeLessThanOrEqual(12);
  });
});

describe('axisTicks', () => {
  it('ticks whole epochs, quarters of a single one', () => {
    expect(axisTicks({ unit: 'epochs', end: 1 })).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(axisTicks({ unit: 'epochs', end: 5 })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(axisTicks({ unit: 'epochs', end: 200 }).length).toBeLessThanOrEqual(11);
  });

  it.each(['steps', 'seconds'] as const)('in %s ticks every end the axis can have, whole and few', (unit) => {
    for (let reached = 1; reached < 500_000; reached *= 1.3) {
      const end = axisEnd(unit, reached, Math.round(reached * 1.4));
      const ticks = axisTicks({ unit, end });
      expect(ticks.at(-1)).toBe(end);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(10);
      for (const tick of ticks) expect(Number.isInteger(tick)).toBe(true);
    }
  });

  it('reads a long time in minutes, a longer one in hours', () => {
    expect(axisWords({ unit: 'seconds', end: 90 })).toBe('seconds of training');
    expect(tickText({ unit: 'seconds', end: 90 }, 30)).toBe('30');
    expect(axisWords({ unit: 'seconds', end: 300 })).toBe('minutes of training');
    expect(tickText({ unit: 'seconds', end: 300 }, 150)).toBe('2:30');
    expect(axisWords({ unit: 'seconds', end: 21_600 })).toBe('hours of training');
    expect(tickText({ unit: 'seconds', end: 21_600 }, 5400)).toBe('1:30');
    expect(tickText({ unit: 'steps', end: 20_000 }, 12_500)).toBe('12,500');
  });
});
