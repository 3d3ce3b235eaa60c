import { describe, expect, it } from 'vitest';
import { fakeCheckpoint, fakeKey, fakeRecord } from '../runs/fake-run.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { ListedRun, StoreFault, StoreResult } from '../runs/run-storage.ts';
import { initialRoomState, type ShownPhase } from './room-state.ts';
import { RunKeeper } from './run-keeper.ts';
import { type RunOnScreen, roomOfRecord } from './run-snapshot.ts';

interface Save {
  readonly record: RunRecord;
  readonly checkpointStep: number | undefined;
  /** Lets the store answer. */
  settle(result?: StoreResult<void>): Promise<void>;
}

const FULL: StoreResult<void> = { ok: false, fault: { code: 'full', message: 'no room' } };

function openKeeper({ takenKeys = [], now = () => 3000 }: { takenKeys?: string[]; now?: () => number } = {}) {
  const saves: Save[] = [];
  const savedSteps: number[] = [];
  const faults: StoreFault[] = [];
  let keys = 0;
  const keeper = new RunKeeper(
    {
      storage: {
        list: async () => ({ ok: true, value: { runs: [], refused: [] } }),
        load: async (key) => ({ ok: true, value: { record: fakeRecord({ key }), checkpoint: fakeCheckpoint() } }),
        save: (record, checkpoint) =>
          new Promise((resolve) => {
            const settle = async (result: StoreResult<void> = { ok: true, value: undefined }) => {
              resolve(result);
              // The keeper goes on a few promises later.
              await new Promise((later) => setTimeout(later));
            };
            saves.push({ record, checkpointStep: checkpoint?.step, settle });
          }),
        readWhole: async (key) => ({ ok: true, value: { record: fakeRecord({ key }), checkpoint: undefined } }),
        read: async (key) => ({ ok: true, value: fakeRecord({ key }) }),
        label: async () => ({ ok: true, value: undefined }),
        dropWeights: async () => ({ ok: true, value: undefined }),
        remove: async () => ({ ok: true, value: undefined }),
      },
      lock: {
        isFree: async (key) => !takenKeys.includes(key),
        take: async (key) => !takenKeys.includes(key),
        release: () => undefined,
        heldKeys: async () => new Set(takenKeys),
        whileFree: async (key, act) => (takenKeys.includes(key) ? undefined : act()),
      },
      changes: { announce: () => undefined, listen: () => () => undefined },
      usage: async () => undefined,
      newKey: () => fakeKey(++keys),
    },
    { onSaved: (step) => savedSteps.push(step), onFault: (fault) => faults.push(fault) },
    now,
  );
  return { keeper, saves, savedSteps, faults };
}

/** A run of so many steps on screen. */
function onScreen(steps: number, phase: ShownPhase = 'training'): RunOnScreen {
  const record = fakeRecord({ step: steps });
  const { run } = roomOfRecord(record, fakeCheckpoint(), 1);
  const { engine, evaluations } = initialRoomState([]);
  return {
    run: { ...run, phase },
    steps: { ...record.history.columns, highestLoss: 1, lowestLoss: 1 },
    evaluations,
    engine,
  };
}

const shownOf = ({ record, checkpointStep }: Save) => [record.header.status, record.header.step, checkpointStep];

describe('RunKeeper', () => {
  it('saves a record that ends where its checkpoint stands, though the screen is ahead', async () => {
    const { keeper, saves, savedSteps } = openKeeper();
    keeper.begin();
    keeper.save(onScreen(7), fakeCheckpoint(5));
    expect(saves.map(shownOf)).toEqual([['running', 5, 5]]);
    expect(saves[0]?.record.history.columns.losses).toHaveLength(5);
    expect(savedSteps).toEqual([]);
    await saves[0]?.settle();
    expect(savedSteps).toEqual([5]);
  });

  it('has one save under way and the newest waiting; those in between are dropped', async () => {
    const { keeper, saves } = openKeeper();
    keeper.begin();
    for (const step of [1, 2, 3, 4]) keeper.save(onScreen(4), fakeCheckpoint(step));
    await saves[0]?.settle();
    await saves[1]?.settle();
    expect(saves.map(shownOf)).toEqual([
      ['running', 1, 1],
      ['running', 4, 4],
    ]);
  });

  it('saves an end with the weights that still waited', async () => {
    const { keeper, saves } = openKeeper();
    keeper.begin();
    keeper.save(onScreen(1), fakeCheckpoint(1));
    keeper.save(onScreen(2), fakeCheckpoint(2));
    keeper.save(onScreen(3, 'finished'), undefined);
    await saves[0]?.settle();
    expect(saves.map(shownOf)[1]).toEqual(['finished', 3, 2]);
  });

  it('keeps the whole history of an ended run whose last checkpoint comes late', () => {
    const { keeper, saves } = openKeeper();
    keeper.begin();
    keeper.save(onScreen(7, 'stopped'), fakeCheckpoint(5));
    expect(saves.map(shownOf)).toEqual([['stopped', 7, 5]]);
  });

  it('writes a run off that is given up for another, under its own key', async () => {
    const { keeper, saves, savedSteps } = openKeeper();
    keeper.begin();
    keeper.save(onScreen(2), fakeCheckpoint(2));
    keeper.leave(onScreen(3), 'ended');
    keeper.begin();
    keeper.save(onScreen(1), fakeCheckpoint(1));
    for (const index of [0, 1, 2]) await saves[index]?.settle();
    expect(saves.map((save) => [save.record.header.key, ...shownOf(save)])).toEqual([
      [fakeKey(1), 'running', 2, 2],
      [fakeKey(1), 'stopped', 3, undefined],
      [fakeKey(2), 'running', 1, 1],
    ]);
    // The first run is no longer on screen when its save is done.
    expect(savedSteps).toEqual([1]);
  });

  it('leaves no trace of a run that was reset before it was ever saved, nor a second end of one that ended', async () => {
    const { keeper, saves } = openKeeper();
    keeper.begin();
    keeper.leave(onScreen(3), 'ended');
    keeper.begin();
    keeper.save(onScreen(3, 'finished'), undefined);
    await saves[0]?.settle();
    keeper.leave(onScreen(3, 'finished'), 'ended');
    expect(saves).toHaveLength(1);
  });

  it('says once that the store fails, and goes on trying', async () => {
    const { keeper, saves, faults, savedSteps } = openKeeper();
    keeper.begin();
    for (const step of [1, 2, 3]) {
      keeper.save(onScreen(step), fakeCheckpoint(step));
      await saves[step - 1]?.settle(step < 3 ? FULL : undefined);
    }
    expect(faults).toMatchObject([{ code: 'full' }]);
    expect(savedSteps).toEqual([3]);
  });

  it('says it again when it fails after it has worked', async () => {
    const { keeper, saves, faults } = openKeeper();
    keeper.begin();
    for (const result of [FULL, undefined, FULL]) {
      keeper.save(onScreen(4), fakeCheckpoint(4));
      await saves.at(-1)?.settle(result);
    }
    expect(faults).toMatchObject([{ code: 'full' }, { code: 'full' }]);
  });
});

describe('an interrupted run', () => {
  const listed = (index: number, change: Parameters<typeof fakeRecord>[0] = {}, hasCheckpoint = true): ListedRun => ({
    header: fakeRecord({ key: fakeKey(index), ...change }).header,
    hasCheckpoint,
    weightBytes: hasCheckpoint ? 48 : 0,
  });

  it('is the newest run that no tab has open', async () => {
    const runs = [listed(3, { savedAt: 1 }), listed(2, { status: 'paused', savedAt: 2 }), listed(1, { savedAt: 3 })];
    expect((await openKeeper({ takenKeys: [fakeKey(1)] }).keeper.findInterrupted(runs))?.key).toBe(fakeKey(2));
  });

  it('is none when the newest has ended or has no checkpoint', async () => {
    const { keeper } = openKeeper();
    expect(
      await keeper.findInterrupted([listed(1, { status: 'finished' }), listed(2, { savedAt: 1 })]),
    ).toBeUndefined();
    expect(await keeper.findInterrupted([listed(1, {}, false)])).toBeUndefined();
    expect(await keeper.findInterrupted([])).toBeUndefined();
  });

  it('is the one saved last, also when the clock was set back since', async () => {
    const { keeper, saves } = openKeeper({ now: () => 3000 });
    const before = listed(9, { savedAt: 500_000, status: 'finished' });
    await keeper.findInterrupted([before]);
    keeper.begin();
    keeper.save(onScreen(1), fakeCheckpoint(1));
    await saves[0]?.settle();
    keeper.save(onScreen(2), fakeCheckpoint(2));
    const [first, second] = saves.map(({ record }) => record.header);
    expect(second?.savedAt).toBeGreaterThan(first?.savedAt ?? 0);
    const runs = [before, ...(second ? [{ header: second, hasCheckpoint: true, weightBytes: 48 }] : [])];
    expect((await openKeeper().keeper.findInterrupted(runs))?.key).toBe(second?.key);
  });

  it('goes on under its own key once taken, and is refused while another tab has it', async () => {
    const { keeper, saves } = openKeeper();
    expect(await keeper.take(fakeKey(8))).toMatchObject({ ok: true });
    keeper.save(onScreen(9), fakeCheckpoint(9));
    expect(saves[0]?.record.header).toMatchObject({ key: fakeKey(8), createdAt: 1000, savedAt: 3000 });
    const refused = await openKeeper({ takenKeys: [fakeKey(8)] }).keeper.take(fakeKey(8));
    expect(refused).toMatchObject({ ok: false, fault: { code: 'taken' } });
  });

  it('is not removed while another tab has it', async () => {
    const { keeper } = openKeeper({ takenKeys: [fakeKey(8)] });
    expect(await keeper.remove(fakeKey(8))).toMatchObject({ ok: false, fault: { code: 'taken' } });
    expect(await keeper.remove(fakeKey(7))).toMatchObject({ ok: true });
  });
});

describe('the number of a run', () => {
  it('is one above all that are stored, and stays the same when it is gone on with', async () => {
    const header = { ...fakeRecord().header, number: 12 };
    const { keeper, saves } = openKeeper();
    await keeper.findInterrupted([{ header, hasCheckpoint: false, weightBytes: 0 }]);
    expect(keeper.begin().number).toBe(13);
    keeper.save(onScreen(1), fakeCheckpoint(1));
    expect(saves[0]?.record.header.number).toBe(13);
    expect(keeper.begin().number).toBe(14);
  });
});
