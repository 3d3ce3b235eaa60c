import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { fakeCheckpoint, fakeKey, fakeRecord } from '../runs/fake-run.ts';
import { FakeTabs } from '../runs/fake-tabs.ts';
import { initialRoomState, type RoomState } from './room-state.ts';
import { RunKeeper } from './run-keeper.ts';
import { SavedRuns } from './saved-runs.ts';

/** Long enough for every undo to have passed. */
const A_WHILE_MS = 60_000;

async function openTab(tabs: FakeTabs, place = tabs.open()) {
  const keeper = new RunKeeper(place, { onSaved: () => undefined, onFault: () => undefined }, () => 3000);
  const room = createStore<RoomState>(() => initialRoomState([]));
  const saved = new SavedRuns(place, keeper, room);
  await saved.refresh();
  return { keeper, room, saved, state: () => saved.store.getState() };
}

/** Three runs that were saved earlier. */
function threeRuns(): FakeTabs {
  const tabs = new FakeTabs();
  for (const index of [7, 8, 9]) {
    const record = fakeRecord({ key: fakeKey(index), status: 'paused' });
    tabs.stored.set(fakeKey(index), { record, checkpoint: fakeCheckpoint() });
  }
  return tabs;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the list', () => {
  it('is in the order of the runs, not of a clock that was set back', async () => {
    const tabs = new FakeTabs();
    for (const [number, createdAt] of [
      [1, 9000],
      [3, 200],
      [2, 100],
    ] as const) {
      const record = fakeRecord({ key: fakeKey(number) });
      const header = { ...record.header, number, createdAt };
      tabs.stored.set(fakeKey(number), { record: { ...record, header }, checkpoint: undefined });
    }
    const { state } = await openTab(tabs);
    expect(state().list?.runs.map(({ header }) => header.number)).toEqual([3, 2, 1]);
  });
});

describe('deleting', () => {
  it('removes nothing until the undo has passed, and nothing at all once it is taken back', async () => {
    const tabs = threeRuns();
    const { saved, state } = await openTab(tabs);
    saved.delete([fakeKey(7)]);
    expect(state().deleted).toEqual([fakeKey(7)]);
    expect(tabs.stored.size).toBe(3);
    saved.undoDelete();
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(state().deleted).toEqual([]);
    expect(tabs.stored.size).toBe(3);
  });

  it('removes all that were deleted once the undo has passed; somebody about to undo stops the time', async () => {
    const tabs = threeRuns();
    const { saved, state, room } = await openTab(tabs);
    room.setState({ comparedKeys: [fakeKey(7), fakeKey(9)], interrupted: fakeRecord({ key: fakeKey(8) }).header });
    saved.delete([fakeKey(7)]);
    saved.delete([fakeKey(8)]);
    expect(room.getState().comparedKeys).toEqual([fakeKey(9)]);
    saved.holdUndo();
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(tabs.stored.size).toBe(3);
    saved.waitForUndo();
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect([...tabs.stored.keys()]).toEqual([fakeKey(9)]);
    expect(state()).toMatchObject({ deleted: [], list: { runs: [{ header: { key: fakeKey(9) } }] } });
    expect(room.getState().interrupted).toBeUndefined();
  });

  it('put back while it is under way spares all that are not removed yet, and promises nothing of those that are', async () => {
    const tabs = threeRuns();
    const place = tabs.open();
    const { remove } = place.storage;
    const removals: (() => void)[] = [];
    // A removal takes as long as the disk does.
    const slow = async (key: string) => {
      await new Promise<void>((resolve) => removals.push(resolve));
      return remove(key);
    };
    const { saved, state } = await openTab(tabs, { ...place, storage: { ...place.storage, remove: slow } });
    saved.delete([fakeKey(7), fakeKey(8), fakeKey(9)]);
    const removing = saved.removeDeleted();
    await vi.advanceTimersByTimeAsync(1);
    expect(state().removing).toEqual(state().deleted);
    saved.undoDelete();
    expect(state()).toMatchObject({ deleted: [fakeKey(7)], removing: [fakeKey(7)] });
    // One of them is deleted once more before the removal is over: it has all its time again.
    saved.delete([fakeKey(9)]);
    removals.shift()?.();
    await removing;
    expect([...tabs.stored.keys()]).toEqual([fakeKey(8), fakeKey(9)]);
    expect(state()).toMatchObject({ deleted: [fakeKey(9)], removing: [] });
    expect(state().list?.runs).toHaveLength(2);
  });

  it('spares a run that another tab has taken meanwhile, says so and lists it again', async () => {
    const tabs = threeRuns();
    const [one, other] = [await openTab(tabs), await openTab(tabs)];
    one.saved.delete([fakeKey(7), fakeKey(8)]);
    await other.keeper.take(fakeKey(7));
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect([...tabs.stored.keys()]).toEqual([fakeKey(7), fakeKey(9)]);
    expect(one.state()).toMatchObject({ deleted: [], problem: { attempt: 'delete', fault: { code: 'taken' } } });
    expect([...one.state().openElsewhere]).toEqual([fakeKey(7)]);
  });
});

describe('several tabs', () => {
  it('see each other’s names, ends and removals while somebody looks', async () => {
    const tabs = threeRuns();
    const [one, other] = [await openTab(tabs), await openTab(tabs)];
    const stop = one.saved.watch();
    await other.saved.label(fakeKey(8), { name: 'From next door' });
    await vi.advanceTimersByTimeAsync(1000);
    const nameOf = () => one.state().list?.runs.find(({ header }) => header.key === fakeKey(8))?.header.name;
    expect(nameOf()).toBe('From next door');
    stop();
    await other.saved.label(fakeKey(8), { name: 'Unseen' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(nameOf()).toBe('From next door');
  });

  it('know which runs the others have, also when one is closed without a word', async () => {
    const tabs = threeRuns();
    const [one, other] = [await openTab(tabs), await openTab(tabs)];
    const stop = one.saved.watch();
    await one.keeper.take(fakeKey(9));
    await other.keeper.take(fakeKey(7));
    await vi.advanceTimersByTimeAsync(1000);
    expect([...one.state().openElsewhere]).toEqual([fakeKey(7)]);
    expect([...other.state().openElsewhere]).toEqual([]);
    stop();
  });

  it('give the runs they begin different numbers', async () => {
    const tabs = new FakeTabs();
    const [one, other] = [await openTab(tabs), await openTab(tabs)];
    expect(one.keeper.begin().number).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(other.keeper.begin().number).toBe(2);
  });
});

describe('drawing', () => {
  it('reads a run that is not at hand, once', async () => {
    const tabs = threeRuns();
    const { saved, room } = await openTab(tabs);
    await saved.draw(fakeKey(7), true);
    await saved.draw(fakeKey(8), true);
    const [first] = room.getState().earlierRuns;
    expect(room.getState().earlierRuns.map(({ key }) => key)).toEqual([fakeKey(7), fakeKey(8)]);
    await saved.draw(fakeKey(7), false);
    await saved.draw(fakeKey(7), true);
    expect(room.getState().comparedKeys).toEqual([fakeKey(8), fakeKey(7)]);
    expect(room.getState().earlierRuns[0]).toBe(first);
  });

  it('gives up on a run that is gone, and says so', async () => {
    const tabs = threeRuns();
    const { saved, room, state } = await openTab(tabs);
    tabs.stored.delete(fakeKey(7));
    await saved.draw(fakeKey(7), true);
    expect(room.getState().comparedKeys).toEqual([]);
    expect(state().problem).toMatchObject({ attempt: 'read', fault: { code: 'missing' } });
  });
});

describe('labels', () => {
  it('show at once, keep what is not mentioned, and come back as they were when they cannot be stored', async () => {
    const tabs = threeRuns();
    const { saved, state } = await openTab(tabs);
    await saved.label(fakeKey(7), { isStarred: true });
    const naming = saved.label(fakeKey(7), { name: 'Wide' });
    const headerOf = () => state().list?.runs.find(({ header }) => header.key === fakeKey(7))?.header;
    expect(headerOf()).toMatchObject({ name: 'Wide', isStarred: true });
    await naming;
    expect(tabs.stored.get(fakeKey(7))?.record.header).toMatchObject({ name: 'Wide', isStarred: true });
    tabs.stored.delete(fakeKey(7));
    await saved.label(fakeKey(7), { name: 'Too late' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(headerOf()).toBeUndefined();
    expect(state().problem?.attempt).toBe('label');
  });
});

describe('dropping weights', () => {
  it('leaves histories and runs that a tab has open alone, and lets saving be tried again', async () => {
    const tabs = threeRuns();
    const [one, other] = [await openTab(tabs), await openTab(tabs)];
    const fault = { code: 'full', message: '' } as const;
    one.room.setState({ storeProblem: { attempt: 'save', fault } });
    await other.keeper.take(fakeKey(8));
    await one.saved.dropWeights([fakeKey(7), fakeKey(8)]);
    expect([...tabs.stored.values()].map(({ checkpoint }) => checkpoint !== undefined)).toEqual([false, true, true]);
    expect(one.room.getState().storeProblem).toBeUndefined();
  });
});
