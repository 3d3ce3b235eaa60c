import { deleteDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { fakeCheckpoint, fakeKey, fakeRecord } from './fake-run.ts';
import { BrowserRunChanges } from './run-changes.ts';
import { BrowserRunLock } from './run-lock.ts';
import { DATABASE_NAME, RunStore } from './run-store.ts';
import { StoreClient } from './store-client.ts';

afterEach(async () => {
  await deleteDB(DATABASE_NAME);
});

it('hands a run to the worker and gets it back to the bit, without copying its weights', async () => {
  const client = new StoreClient();
  const checkpoint = fakeCheckpoint(5, 1000);
  const saved = client.save(fakeRecord(), checkpoint);
  expect(checkpoint.weights).toHaveLength(0);
  expect(await saved).toEqual({ ok: true, value: undefined });
  expect(await client.load(fakeKey(1))).toEqual({
    ok: true,
    value: { record: fakeRecord(), checkpoint: fakeCheckpoint(5, 1000) },
  });
  // Another page of the same browser sees it.
  expect(await new RunStore().list()).toMatchObject({ ok: true, value: { runs: [{ hasCheckpoint: true }] } });
});

it('answers in the order asked: an end does not overtake the checkpoint before it', async () => {
  const client = new StoreClient();
  const saves = [
    client.save(fakeRecord({ step: 4 }), fakeCheckpoint(4, 1_000_000)),
    client.save(fakeRecord({ step: 5, status: 'finished' }), undefined),
  ];
  const listed = await client.list();
  expect(await Promise.all(saves)).toMatchObject([{ ok: true }, { ok: true }]);
  expect(listed).toMatchObject({
    ok: true,
    value: { runs: [{ header: { step: 5, status: 'finished' }, hasCheckpoint: true }] },
  });
  expect(await client.remove(fakeKey(1))).toMatchObject({ ok: true });
  expect(await client.list()).toEqual({ ok: true, value: { runs: [], refused: [] } });
});

it('says what cannot be sent, and works again after', async () => {
  const client = new StoreClient();
  const unsendable = { ...fakeCheckpoint(), device: (() => undefined) as unknown as string };
  expect(await client.save(fakeRecord(), unsendable)).toMatchObject({ ok: false, fault: { code: 'failed' } });
  expect(await client.list()).toEqual({ ok: true, value: { runs: [], refused: [] } });
});

it('gives a run to one tab at a time', async () => {
  const [one, other] = [new BrowserRunLock(navigator.locks), new BrowserRunLock(navigator.locks)];
  expect(await one.take(fakeKey(1))).toBe(true);
  expect(await other.isFree(fakeKey(1))).toBe(false);
  expect(await other.take(fakeKey(1))).toBe(false);
  // Another run instead: the first is let go.
  expect(await one.take(fakeKey(2))).toBe(true);
  expect(await other.take(fakeKey(1))).toBe(true);
  one.release();
  other.release();
  await expect.poll(() => one.isFree(fakeKey(1))).toBe(true);
  await expect.poll(() => one.isFree(fakeKey(2))).toBe(true);
});

it('lets go of a run asked for before another, even when it is granted later', async () => {
  const lock = new BrowserRunLock(navigator.locks);
  const first = lock.take(fakeKey(3));
  const second = lock.take(fakeKey(4));
  await Promise.all([first, second]);
  await expect.poll(() => lock.isFree(fakeKey(3))).toBe(true);
  expect(await lock.isFree(fakeKey(4))).toBe(false);
  lock.release();
});

it('serves two tabs that write one run at once, and loses nothing of either', async () => {
  const [one, other] = [new StoreClient(), new StoreClient()];
  await one.save(fakeRecord({ step: 1 }), fakeCheckpoint(1));
  const writes = [];
  for (let step = 2; step <= 12; step++) {
    writes.push(one.save(fakeRecord({ step }), fakeCheckpoint(step, 10_000)));
    writes.push(other.label(fakeKey(1), { name: `at ${step}`, isStarred: true }));
  }
  expect((await Promise.all(writes)).every(({ ok }) => ok)).toBe(true);
  // History and checkpoint belong together, and the name is the last one that was given.
  expect(await other.load(fakeKey(1))).toMatchObject({
    ok: true,
    value: { record: { header: { step: 12, name: 'at 12', isStarred: true } }, checkpoint: { step: 12 } },
  });
  expect(await other.dropWeights([fakeKey(1)])).toMatchObject({ ok: true });
  expect(await one.read(fakeKey(1))).toMatchObject({ ok: true, value: { header: { step: 12 } } });
});

it('knows who has a run, and keeps others from it while something is done with it', async () => {
  const [one, other] = [new BrowserRunLock(navigator.locks), new BrowserRunLock(navigator.locks)];
  await one.take(fakeKey(5));
  expect([...(await other.heldKeys())]).toEqual([fakeKey(5)]);
  expect(await other.whileFree(fakeKey(5), async () => 'done')).toBeUndefined();
  one.release();
  await expect.poll(() => other.whileFree(fakeKey(5), async () => one.take(fakeKey(5)))).toBe(false);
  await expect.poll(() => one.isFree(fakeKey(5))).toBe(true);
});

it('tells every listener of this page and of others what was begun, and takes no nonsense from a channel', async () => {
  const [one, other] = [new BrowserRunChanges(), new BrowserRunChanges()];
  const heard: (number | undefined)[] = [];
  const stop = other.listen((number) => heard.push(number));
  one.announce(7);
  other.announce(8);
  const stranger = new BroadcastChannel('fitting-room-runs');
  stranger.postMessage({ number: 1e300 });
  await expect.poll(() => [...heard].sort()).toEqual([7, 8, undefined]);
  stop();
  one.announce(9);
  stranger.close();
});
