import { describe, expect, it } from 'vitest';
import { rowWindow } from './row-window.ts';

describe('rowWindow', () => {
  it('renders a short table whole', () => {
    expect(rowWindow(60, 0, 20)).toEqual({ from: 0, to: 60 });
    expect(rowWindow(0, 0, 20)).toEqual({ from: 0, to: 0 });
  });

  it('holds what is in sight and a margin around it, wherever a long one is scrolled to', () => {
    for (let first = 0; first <= 180; first++) {
      const { from, to } = rowWindow(200, first, 19.5);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(200);
      expect(from).toBeLessThanOrEqual(Math.max(0, first - 10));
      expect(to).toBeGreaterThanOrEqual(Math.min(200, first + 30));
      expect(to - from).toBeLessThan(60);
    }
  });

  it('stays within a table that a filter made shorter than it was scrolled', () => {
    expect(rowWindow(70, 190, 20)).toEqual({ from: 16, to: 70 });
  });

  it('changes in strides, so that scrolling a little renders nothing', () => {
    expect(rowWindow(200, 51, 20)).toEqual(rowWindow(200, 59, 20));
  });
});
