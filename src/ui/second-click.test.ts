import { expect, it, vi } from 'vitest';
import { StartClicks } from './second-click.ts';

it('takes a click within half a second of a start for its second half', () => {
  const clicks = new StartClicks();
  const start = vi.fn();
  expect(clicks.isSecond(0)).toBe(false);
  clicks.start(1000, start);
  expect(clicks.isSecond(1499)).toBe(true);
  expect(clicks.isSecond(1500)).toBe(false);
  // What was paused by a key meanwhile can be started again at once.
  clicks.start(1100, start);
  expect(start).toHaveBeenCalledTimes(2);
  expect(clicks.isSecond(1599)).toBe(true);
});
