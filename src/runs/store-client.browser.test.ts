import { deleteDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { fakeCheckpoint, fakeKey, fakeRecord } from './fake-run.ts';
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
