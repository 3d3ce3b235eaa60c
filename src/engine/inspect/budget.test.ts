import { expect, it } from 'vitest';
import { Budget } from './budget.ts';

/** How often something of this cost is done in `totalMs`, tried every 10 ms. */
function timesDone(budget: Budget, costMs: number, totalMs: number): number {
  let times = 0;
  for (let nowMs = 0; nowMs < totalMs; nowMs += 10) {
    if (!budget.isDue(nowMs)) continue;
    nowMs += costMs;
    budget.spent(costMs, nowMs);
    times++;
  }
  return times;
}

it('is due at once, and then no sooner than the least pause', () => {
  expect(timesDone(new Budget(0.05, 500), 0, 10_000)).toBe(20);
});

it.each([50, 200, 1000])('takes no more than its share when each time costs %s ms', (costMs) => {
  const totalMs = 1_000_000;
  const share = (timesDone(new Budget(0.04, 500), costMs, totalMs) * costMs) / totalMs;
  expect(share).toBeLessThanOrEqual(0.04);
  expect(share).toBeGreaterThan(0.03);
});

it('is due again soon when the machine slept while it was done', () => {
  const budget = new Budget(0.015, 500);
  budget.spent(10, 1000);
  const wokeMs = 1000 + 8 * 3_600_000;
  budget.spent(8 * 3_600_000, wokeMs);
  expect(budget.isDue(wokeMs + 700)).toBe(true);
});
