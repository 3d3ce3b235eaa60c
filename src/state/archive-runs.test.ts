import { describe, expect, it } from 'vitest';
import type { ArchiveWork } from '../exporting/archive-work.ts';
import { fakeRunFile } from '../exporting/fake-run-file.ts';
import { RunArchive } from '../exporting/run-archive.ts';
import { listEntries } from '../exporting/zip-entries.ts';
import { fakeKey } from '../runs/fake-run.ts';
import { FakeTabs } from '../runs/fake-tabs.ts';
import { type ArchivedRuns, archiveRuns } from './archive-runs.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const GOING_ON = new AbortController().signal;

/** The archive here, where there are no workers. */
function archiveHere(limits?: ConstructorParameters<typeof RunArchive>[1]) {
  const log = { opened: 0, ended: 0 };
  const open = async (isWithWeights: boolean): Promise<ArchiveWork> => {
    log.opened++;
    const archive = new RunArchive(isWithWeights, limits);
    return {
      add: async (run) => archive.add(run),
      finish: async () => archive.finish(),
      end: () => {
        log.ended++;
      },
    };
  };
  return { open, log };
}

/** Made once: drawing its weights takes far longer than packing them. */
const WHOLE = fakeRunFile();

function storeOf(numbers: readonly number[]) {
  const tabs = new FakeTabs();
  for (const number of numbers) {
    const { record, checkpoint } = WHOLE;
    const key = fakeKey(number);
    tabs.stored.set(key, { record: { ...record, header: { ...record.header, key, number } }, checkpoint });
  }
  return tabs.open().storage;
}

async function namesIn(archive: Blob | undefined): Promise<string[]> {
  return [...listEntries(new Uint8Array(await (archive ?? new Blob()).arrayBuffer()), 100).keys()];
}

describe('many runs as one file', () => {
  it('has them all in the order asked for, and tells how far it is', async () => {
    const { open, log } = archiveHere();
    const told: ArchivedRuns[] = [];
    const order = { keys: [fakeKey(2), fakeKey(1)], isWithWeights: false, now: NOW };
    const made = await archiveRuns(storeOf([1, 2, 3]), open, order, (progress) => told.push(progress), GOING_ON);
    if (!made.ok) throw new Error(made.reason);
    expect(made).toMatchObject({ count: 2, unread: [], files: [{ name: 'fitting-room-runs-2026-11-30.zip' }] });
    expect(await namesIn(made.files[0]?.content)).toEqual([
      'fitting-room-conv2dsimple-run-2.fittingroom',
      'fitting-room-conv2dsimple-run-1.fittingroom',
    ]);
    expect(told).toEqual([
      { done: 0, of: 2 },
      { done: 1, of: 2 },
    ]);
    expect(log).toEqual({ opened: 1, ended: 1 });
  });

  it('has weights only when they are wanted', async () => {
    const sizeOf = async (isWithWeights: boolean) => {
      const order = { keys: [fakeKey(1)], isWithWeights, now: NOW };
      const made = await archiveRuns(storeOf([1]), archiveHere().open, order, () => undefined, GOING_ON);
      return made.ok ? made.files[0]?.content.size : undefined;
    };
    expect(await sizeOf(false)).toBeLessThan(10_000);
    expect(await sizeOf(true)).toBeGreaterThan(100_000);
  });

  it('names the files where one would be too large', async () => {
    const order = { keys: [fakeKey(1), fakeKey(2)], isWithWeights: false, now: NOW };
    const made = await archiveRuns(
      storeOf([1, 2]),
      archiveHere({ runs: 1, bytes: 1e9 }).open,
      order,
      () => undefined,
      GOING_ON,
    );
    expect(made).toMatchObject({
      files: [{ name: 'fitting-room-runs-2026-11-30-1-of-2.zip' }, { name: 'fitting-room-runs-2026-11-30-2-of-2.zip' }],
    });
  });

  it('goes without a run that is no longer there, and says which; without any it is none', async () => {
    const order = { keys: [fakeKey(1), fakeKey(9)], isWithWeights: true, now: NOW };
    const made = await archiveRuns(storeOf([1]), archiveHere().open, order, () => undefined, GOING_ON);
    expect(made).toMatchObject({ ok: true, count: 1, unread: [fakeKey(9)] });
    const gone = { ...order, keys: [fakeKey(9)] };
    expect(await archiveRuns(storeOf([1]), archiveHere().open, gone, () => undefined, GOING_ON)).toEqual({
      ok: false,
      reason: 'none',
    });
  });

  it('can be given up between two runs, and lets the worker go then as after a failure', async () => {
    const { open, log } = archiveHere();
    const giveUp = new AbortController();
    const order = { keys: [fakeKey(1), fakeKey(2)], isWithWeights: false, now: NOW };
    const stop = ({ done }: ArchivedRuns) => done === 0 && giveUp.abort();
    expect(await archiveRuns(storeOf([1, 2]), open, order, stop, giveUp.signal)).toEqual({
      ok: false,
      reason: 'stopped',
    });
    expect(log).toEqual({ opened: 1, ended: 1 });
    const broken = async (isWithWeights: boolean) => ({
      ...(await open(isWithWeights)),
      add: () => Promise.reject(new Error('no memory left')),
    });
    expect(await archiveRuns(storeOf([1, 2]), broken, order, () => undefined, GOING_ON)).toEqual({
      ok: false,
      reason: 'failed',
    });
    expect(log).toEqual({ opened: 2, ended: 2 });
  });
});
