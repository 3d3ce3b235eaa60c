import { describe, expect, it } from 'vitest';
import { fakeKey, fakeRecord } from '../runs/fake-run.ts';
import type { ListedRun } from '../runs/run-storage.ts';
import { fullStoreOffer, weightsBound, weightsOffer } from './weights-offer.ts';

/** A run saved at `index`, with weights of so many bytes. */
function run(index: number, weightBytes: number, change: Partial<ListedRun['header']> = {}): ListedRun {
  const { header } = fakeRecord({ key: fakeKey(index), savedAt: index, status: 'finished' });
  return { header: { ...header, ...change }, hasCheckpoint: weightBytes > 0, weightBytes };
}

const NONE = new Set<string>();

describe('weightsOffer', () => {
  it('is none while all weights together stay within the bound', () => {
    expect(weightsOffer([run(1, 50), run(2, 50)], NONE, 100)).toBeUndefined();
    expect(weightsOffer([], NONE, 0)).toBeUndefined();
  });

  it('is as few of the oldest as bring them down to it', () => {
    const runs = [run(4, 40), run(3, 40), run(2, 0), run(1, 40)];
    expect(weightsOffer(runs, NONE, 100)).toEqual({ keys: [fakeKey(1)], bytes: 40, unfinished: 0 });
    expect(weightsOffer(runs, NONE, 79)).toEqual({ keys: [fakeKey(1), fakeKey(3)], bytes: 80, unfinished: 0 });
  });

  it('spares runs with a star and those that are open, and counts those that could be gone on with', () => {
    const runs = [run(4, 40), run(3, 40, { status: 'paused' }), run(2, 40, { isStarred: true }), run(1, 40)];
    const open = new Set([fakeKey(1)]);
    expect(weightsOffer(runs, open, 0)).toEqual({ keys: [fakeKey(3), fakeKey(4)], bytes: 80, unfinished: 1 });
    expect(weightsOffer([run(2, 40, { isStarred: true })], open, 0)).toBeUndefined();
  });

  it('makes room for a full store with half of the weights, one run at least', () => {
    expect(fullStoreOffer([run(1, 10)], NONE)?.keys).toEqual([fakeKey(1)]);
    expect(fullStoreOffer([run(1, 10), run(2, 10), run(3, 10), run(4, 10)], NONE)?.bytes).toBeGreaterThanOrEqual(20);
  });

  it('has a bound within what the browser allows', () => {
    expect(weightsBound(undefined)).toBe(1e9);
    expect(weightsBound({ usedBytes: 0, quotaBytes: 3e8 })).toBe(1.5e8);
  });
});
