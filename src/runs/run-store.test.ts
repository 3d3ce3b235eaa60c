import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import frozenCheckpoint from '../protocol/frozen-checkpoint-v1.json' with { type: 'json' };
import { thawed } from '../protocol/frozen-form.ts';
import { fakeCheckpoint, fakeKey, fakeRecord } from './fake-run.ts';
import frozenRecord from './frozen-record-v1.json' with { type: 'json' };
import { DATABASE_NAME, RunStore } from './run-store.ts';

function openStore(version?: number): RunStore {
  return new RunStore(version);
}

/** Changes what is stored behind the store's back. */
async function tamper(storeName: string, value: unknown, key?: IDBValidKey): Promise<void> {
  const database = await openDB(DATABASE_NAME);
  await database.put(storeName, value, key);
  database.close();
}

async function loadedCheckpoint(store: RunStore): Promise<Checkpoint> {
  const loaded = await store.load(fakeKey(1));
  if (!loaded.ok) throw new Error(loaded.fault.message);
  return loaded.value.checkpoint;
}

/** To the bit; comparing half a million numbers one by one would take seconds. */
function isSame(a: Float32Array | undefined, b: Float32Array): boolean {
  return a !== undefined && Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
}

const OK = { ok: true, value: undefined };

afterEach(async () => {
  vi.restoreAllMocks();
  await deleteDB(DATABASE_NAME);
});

describe('RunStore', () => {
  it('gives back a run and its checkpoint, also to the next page', async () => {
    expect(await openStore().save(fakeRecord(), fakeCheckpoint())).toEqual(OK);
    const next = openStore();
    expect(await next.list()).toEqual({
      ok: true,
      value: { runs: [{ header: fakeRecord().header, hasCheckpoint: true, weightBytes: 48 }], refused: [] },
    });
    expect(await next.load(fakeKey(1))).toEqual({
      ok: true,
      value: { record: fakeRecord(), checkpoint: fakeCheckpoint() },
    });
  });

  it('gives back a run and its checkpoint as version 1 stored them, with the rule they were trained by', async () => {
    const store = openStore();
    // Makes the database.
    await store.save(fakeRecord(), undefined);
    const { key } = frozenRecord.header;
    const { weights, slots, best, ...rest } = frozenCheckpoint;
    const { weights: bestWeights, ...bestRest } = best;
    await tamper('runs', thawed(frozenRecord.header));
    await tamper('histories', thawed(frozenRecord.history), key);
    await tamper('checkpoints', { savedAt: 1, rest: thawed({ ...rest, best: bestRest }), bytes: 64 }, [key, 'last']);
    await tamper('weights', thawed(weights), [key, 'last', 'weights', 0]);
    await tamper('weights', thawed(slots), [key, 'last', 'slots', 0]);
    await tamper('weights', thawed(bestWeights), [key, 'last', 'best', 0]);
    const loaded = await store.load(key);
    if (!loaded.ok) throw new Error(loaded.fault.message);
    const { record, checkpoint } = loaded.value;
    const experiment = {
      ...frozenRecord.header.experiment,
      optimizer: 'rmsPropOutside',
      batchNormStart: 'corrected',
    };
    expect(record.header.experiment).toEqual(experiment);
    expect(checkpoint.experiment).toEqual(experiment);
    expect([checkpoint.weights, checkpoint.slots, checkpoint.best?.weights]).toEqual([
      thawed(weights),
      thawed(slots),
      thawed(bestWeights),
    ]);
    // Saved, labelled and read again it stays so.
    expect(await store.label(key, { name: 'old' })).toEqual(OK);
    expect(await store.save(record, checkpoint)).toEqual(OK);
    const again = await store.load(key);
    expect(again).toEqual({
      ok: true,
      value: { record: { ...record, header: { ...record.header, name: 'old' } }, checkpoint },
    });
    const listed = await store.list();
    expect(listed.ok && listed.value.refused).toEqual([]);
  });

  it('gives a run away whole: also one that ended after its last checkpoint, and one without', async () => {
    const store = openStore();
    await store.save(fakeRecord({ step: 5 }), fakeCheckpoint(5));
    await store.save(fakeRecord({ step: 7, status: 'stopped' }), undefined);
    const record = fakeRecord({ step: 7, status: 'stopped' });
    expect(await store.readWhole(fakeKey(1))).toEqual({ ok: true, value: { record, checkpoint: fakeCheckpoint(5) } });
    expect(await store.load(fakeKey(1))).toMatchObject({ ok: false, fault: { code: 'unreadable' } });
    await store.dropWeights([fakeKey(1)]);
    expect(await store.readWhole(fakeKey(1))).toEqual({ ok: true, value: { record, checkpoint: undefined } });
    expect(await store.readWhole(fakeKey(2))).toMatchObject({ ok: false, fault: { code: 'missing' } });
  });

  it('lists the newest first, and keeps the checkpoint that an end without one leaves', async () => {
    const store = openStore();
    await store.save(fakeRecord({ key: fakeKey(1), savedAt: 10 }), fakeCheckpoint());
    await store.save(fakeRecord({ key: fakeKey(2), savedAt: 20 }), undefined);
    await store.save(fakeRecord({ key: fakeKey(1), savedAt: 30, status: 'finished' }), undefined);
    const listed = await store.list();
    const runs = listed.ok ? listed.value.runs : [];
    expect(runs.map(({ header, hasCheckpoint }) => [header.key, header.status, hasCheckpoint])).toEqual([
      [fakeKey(1), 'finished', true],
      [fakeKey(2), 'running', false],
    ]);
  });

  it('keeps the weights of all runs until it is told to drop some; histories stay', async () => {
    const store = openStore();
    for (let run = 1; run <= 6; run++) {
      await store.save(fakeRecord({ key: fakeKey(run), savedAt: run }), fakeCheckpoint());
    }
    const weightBytes = async () => {
      const listed = await store.list();
      return listed.ok ? listed.value.runs.map((run) => run.weightBytes) : [];
    };
    expect(await weightBytes()).toEqual([48, 48, 48, 48, 48, 48]);
    expect(await store.dropWeights([fakeKey(1), fakeKey(3)])).toEqual(OK);
    expect(await weightBytes()).toEqual([48, 48, 48, 0, 48, 0]);
    expect(await store.load(fakeKey(1))).toMatchObject({ ok: false, fault: { code: 'missing' } });
    expect(await store.read(fakeKey(1))).toMatchObject({ ok: true, value: { history: { evaluations: [] } } });
    const database = await openDB(DATABASE_NAME);
    // Weights and slots of four runs.
    expect(await database.count('weights')).toBe(4 * 2);
    database.close();
  });

  it('keeps weights of several parts in their order, and lets go of best weights that are no more', async () => {
    const store = openStore();
    const count = 600_001;
    const weights = Float32Array.from({ length: count }, (_, index) => index);
    const best = { epoch: 1, step: 4, accuracy: 0.5, loss: 1, weights: weights.map((value) => -value) };
    await store.save(fakeRecord(), { ...fakeCheckpoint(), weights, best });
    const first = await loadedCheckpoint(store);
    expect(isSame(first.weights, weights)).toBe(true);
    expect(isSame(first.best?.weights, best.weights)).toBe(true);
    expect(first.best).toMatchObject({ epoch: 1, step: 4, accuracy: 0.5, loss: 1 });
    await store.save(fakeRecord(), fakeCheckpoint());
    expect(await loadedCheckpoint(store)).toEqual(fakeCheckpoint());
  });

  it('forgets a run with all that belongs to it', async () => {
    const store = openStore();
    await store.save(fakeRecord(), fakeCheckpoint());
    expect(await store.remove(fakeKey(1))).toEqual(OK);
    expect(await store.list()).toEqual({ ok: true, value: { runs: [], refused: [] } });
    const database = await openDB(DATABASE_NAME);
    expect(await Promise.all(['histories', 'checkpoints', 'weights'].map((name) => database.count(name)))).toEqual([
      0, 0, 0,
    ]);
    database.close();
  });

  it('names the runs it cannot read and lists the others', async () => {
    const store = openStore();
    await store.save(fakeRecord(), fakeCheckpoint());
    await tamper('runs', { key: fakeKey(2), savedAt: 1, version: 7 });
    const listed = await store.list();
    expect(listed).toMatchObject({ ok: true, value: { runs: [{}], refused: [{ key: fakeKey(2) }] } });
  });

  it('refuses a checkpoint that stands elsewhere than its history, or holds what is no number', async () => {
    const store = openStore();
    await store.save(fakeRecord({ step: 5 }), fakeCheckpoint(4));
    expect(await store.load(fakeKey(1))).toMatchObject({ ok: false, fault: { code: 'unreadable' } });
    await store.save(fakeRecord(), { ...fakeCheckpoint(), weights: Float32Array.of(Number.NaN) });
    expect(await store.load(fakeKey(1))).toMatchObject({ ok: false, fault: { code: 'unreadable' } });
  });

  it('writes neither half when one cannot be stored', async () => {
    const store = openStore();
    await store.save(fakeRecord({ step: 4 }), fakeCheckpoint(4));
    const unstorable = { ...fakeCheckpoint(5), device: (() => undefined) as unknown as string };
    expect(await store.save(fakeRecord({ step: 5 }), unstorable)).toMatchObject({ ok: false });
    expect(await store.load(fakeKey(1))).toMatchObject({ ok: true, value: { checkpoint: { step: 4 } } });
  });

  it('drops nothing unasked when the browser has no room left, and keeps what was saved before', async () => {
    const store = openStore();
    await store.save(fakeRecord({ key: fakeKey(1) }), fakeCheckpoint());
    await store.save(fakeRecord({ key: fakeKey(2), step: 4 }), fakeCheckpoint(4));
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    const saved = await store.save(fakeRecord({ key: fakeKey(2) }), fakeCheckpoint());
    expect(saved).toMatchObject({ ok: false, fault: { code: 'full' } });
    expect(await store.load(fakeKey(1))).toMatchObject({ ok: true });
    expect(await store.load(fakeKey(2))).toMatchObject({ ok: true, value: { checkpoint: { step: 4 } } });
  });

  it('says that it is full when nothing is left to make room with', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    const saved = await openStore().save(fakeRecord(), fakeCheckpoint());
    expect(saved).toMatchObject({ ok: false, fault: { code: 'full' } });
  });

  it('lets go of the database for a newer version of the page, and says so from then on', async () => {
    const store = openStore();
    await store.save(fakeRecord(), fakeCheckpoint());
    const newer = openStore(2);
    expect(await newer.load(fakeKey(1))).toMatchObject({ ok: true });
    expect(await store.save(fakeRecord(), undefined)).toMatchObject({ ok: false, fault: { code: 'outdated' } });
  });

  it('tells a database of a newer version, which no reload of another tab changes, from a tab that has one', async () => {
    await openStore(2).save(fakeRecord(), fakeCheckpoint());
    const older = openStore();
    expect(await older.list()).toMatchObject({ ok: false, fault: { code: 'newer-database' } });
    expect(await older.save(fakeRecord(), undefined)).toMatchObject({ ok: false, fault: { code: 'newer-database' } });
    // Nothing of it was touched.
    expect(await openStore(2).load(fakeKey(1))).toMatchObject({ ok: true });
  });

  it('is damaged where the browser can’t open it, and works again once it can', async () => {
    const store = openStore();
    const opening = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    });
    expect(await store.list()).toMatchObject({ ok: false, fault: { code: 'damaged' } });
    opening.mockRestore();
    expect(await store.list()).toMatchObject({ ok: true });
  });

  it('is damaged where a part of it is missing', async () => {
    const half = await openDB(DATABASE_NAME, 1, {
      upgrade: (database) => {
        database.createObjectStore('runs', { keyPath: 'key' }).createIndex('savedAt', 'savedAt');
      },
    });
    half.close();
    expect(await openStore().list()).toMatchObject({ ok: false, fault: { code: 'damaged' } });
    expect(await openStore().save(fakeRecord(), undefined)).toMatchObject({ ok: false, fault: { code: 'damaged' } });
  });

  it('says that an older version of the page holds it open, and works once that is closed', async () => {
    await openStore().save(fakeRecord(), undefined);
    // Unlike the store, it doesn't listen to who needs the database.
    const older = await openDB(DATABASE_NAME, 1);
    const store = openStore(2);
    expect(await store.list()).toMatchObject({ ok: false, fault: { code: 'blocked' } });
    older.close();
    expect(await store.list()).toMatchObject({ ok: true, value: { runs: [{}] } });
  });

  it('is unavailable where the browser refuses to open it', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError');
    });
    expect(await openStore().list()).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
  });

  it('estimates what weights take that were stored before their size was', async () => {
    const store = openStore();
    await store.save(fakeRecord(), fakeCheckpoint());
    await tamper('checkpoints', { savedAt: 2000, rest: {} }, [fakeKey(1), 'last']);
    // Two parts of at most a megabyte.
    expect(await store.list()).toMatchObject({ ok: true, value: { runs: [{ weightBytes: 2 * 2 ** 20 }] } });
  });
});

describe('labels', () => {
  async function header(store: RunStore) {
    const read = await store.read(fakeKey(1));
    return read.ok ? read.value.header : undefined;
  }

  it('are kept by saves of a run that knows nothing of them, from another tab too', async () => {
    const [one, other] = [openStore(), openStore()];
    await one.save(fakeRecord(), fakeCheckpoint());
    expect(await other.label(fakeKey(1), { name: ' Wide \n net ', note: 'for Monday', isStarred: true })).toEqual(OK);
    await one.save(fakeRecord({ step: 6, status: 'finished' }), undefined);
    expect(await header(one)).toMatchObject({ name: 'Wide net', note: 'for Monday', isStarred: true, step: 6 });
    // What is no longer said is gone.
    await other.label(fakeKey(1), { name: 'Wide net', note: '', isStarred: false });
    expect(Object.keys((await header(one)) ?? {})).not.toContain('note');
    expect(await header(one)).toEqual({ ...fakeRecord({ step: 6, status: 'finished' }).header, name: 'Wide net' });
  });

  it('are cut to their limits, and refused for a run that is not there', async () => {
    const store = openStore();
    await store.save(fakeRecord(), undefined);
    await store.label(fakeKey(1), { name: `${'n'.repeat(59)}\u{1f455}`, note: 'x'.repeat(9999) });
    const stored = await header(store);
    expect(stored?.name).toBe('n'.repeat(59));
    expect(stored?.note).toHaveLength(500);
    expect(await store.label(fakeKey(2), { name: 'nobody' })).toMatchObject({ ok: false, fault: { code: 'missing' } });
  });

  it('come with a run that is stored for the first time, as from a file', async () => {
    const store = openStore();
    const record = fakeRecord();
    await store.save({ ...record, header: { ...record.header, name: 'From afar' } }, undefined);
    expect((await header(store))?.name).toBe('From afar');
  });
});
