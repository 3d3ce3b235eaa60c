import { afterEach, expect, it, vi } from 'vitest';
import { openBrowserRuns } from './browser-runs.ts';
import { fakeKey, fakeRecord } from './fake-run.ts';

afterEach(() => vi.unstubAllGlobals());

const refuse = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

/** As in Firefox where cookies are blocked: the channel can't be made, and locks are there, but refuse. */
function blockCookies(): void {
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        refuse();
      }
    },
  );
  vi.stubGlobal('navigator', { locks: { query: async () => refuse(), request: async () => refuse() } });
}

it('where cookies are blocked, runs can’t be kept, which is said, and nothing throws', async () => {
  blockCookies();
  const place = openBrowserRuns();
  const heard: (number | undefined)[] = [];
  place.changes.listen((number) => heard.push(number));
  place.changes.announce(3);
  expect(heard).toEqual([3]);
  expect(await place.lock.take(fakeKey(1))).toBe(false);
  expect(await place.lock.isFree(fakeKey(1))).toBe(true);
  expect(await place.lock.whileFree(fakeKey(1), async () => 'done')).toBeUndefined();
  const unavailable = { ok: false, fault: { code: 'unavailable', message: expect.stringContaining('insecure') } };
  expect(await place.storage.list()).toMatchObject(unavailable);
  expect(await place.storage.save(fakeRecord(), undefined)).toMatchObject(unavailable);
  expect(await place.usage()).toBeUndefined();
  expect(place.newKey()).toMatch(/./);
});

it('without locks at all it is the same', async () => {
  vi.stubGlobal('navigator', {});
  const place = openBrowserRuns();
  expect(await place.storage.list()).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
  expect(await place.lock.take(fakeKey(1))).toBe(false);
});
