import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { newRun } from './new-run.ts';
import { isKept, pauseAndSave } from './pause-and-save.ts';
import { initialRoomState, type RoomState, type RunState } from './room-state.ts';

const FULL = { attempt: 'save', fault: { code: 'full', message: 'no room' } } as const;

function runWith(change: Partial<RunState>): RunState {
  return { ...newRun(1, { key: 'a', number: 1 }, DEFAULT_EXPERIMENT, []), ...change };
}

function roomWith(run: Partial<RunState> | undefined, change: Partial<RoomState> = {}): RoomState {
  return { ...initialRoomState([]), ...change, run: run && runWith(run) };
}

/** A room whose engine pauses a little later, and whose store has saved the run a little after that. */
function openRoom(state: RoomState, canSave = true) {
  const store = createStore<RoomState>(() => state);
  const pause = () => {
    setTimeout(() => store.setState(({ run }) => ({ run: run && { ...run, phase: 'paused', step: 9 } })), 100);
    setTimeout(() => store.setState(canSave ? { savedStep: 9 } : { storeProblem: FULL }), 300);
  };
  return { store, pause: vi.fn(pause) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a run', () => {
  it('is kept where nothing of it would be lost', () => {
    expect(isKept(roomWith(undefined))).toBe(true);
    expect(isKept(roomWith({ phase: 'paused', step: 7 }, { savedStep: 7 }))).toBe(true);
    expect(isKept(roomWith({ phase: 'finished', step: 7 }, { savedStep: 7 }))).toBe(true);
    expect(isKept(roomWith({ phase: 'finished', step: 7, origin: { kind: 'reference', id: 'a' } }))).toBe(true);
  });

  it('is not while it moves, where it was not saved so far, and where nothing can be saved', () => {
    expect(isKept(roomWith({ phase: 'training', step: 7 }, { savedStep: 7 }))).toBe(false);
    expect(isKept(roomWith({ phase: 'preparing', step: 0 }))).toBe(false);
    expect(isKept(roomWith({ phase: 'paused', step: 8 }, { savedStep: 7 }))).toBe(false);
    expect(isKept(roomWith({ phase: 'finished', step: 7 }))).toBe(false);
    expect(isKept(roomWith({ phase: 'paused', step: 7 }, { savedStep: 7, storeProblem: FULL }))).toBe(false);
  });
});

describe('before a reload', () => {
  it('a run that trains is paused, and waited for until it is saved', async () => {
    const room = openRoom(roomWith({ phase: 'training', step: 7 }));
    const settled: boolean[] = [];
    const kept = pauseAndSave(room).then((isSaved) => settled.push(isSaved));
    await vi.advanceTimersByTimeAsync(200);
    expect(room.pause).toHaveBeenCalledOnce();
    expect(settled).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    await kept;
    expect(settled).toEqual([true]);
  });

  it('it says so when a run can’t be saved, or isn’t in time', async () => {
    const full = pauseAndSave(openRoom(roomWith({ phase: 'training', step: 7 }), false));
    await vi.advanceTimersByTimeAsync(500);
    expect(await full).toBe(false);
    const never = pauseAndSave({
      store: openRoom(roomWith({ phase: 'training', step: 7 })).store,
      pause: () => undefined,
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await never).toBe(false);
  });

  it('nothing is paused where nothing is at risk', async () => {
    const room = openRoom(roomWith({ phase: 'paused', step: 7 }, { savedStep: 7 }));
    expect(await pauseAndSave(room)).toBe(true);
    expect(room.pause).not.toHaveBeenCalled();
  });
});
