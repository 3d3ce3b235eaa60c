import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWorker } from '../client/fake-worker.ts';
import { fakeCheckpoint, fakeKey, fakeRecord } from '../runs/fake-run.ts';
import { FakeTabs } from '../runs/fake-tabs.ts';
import { FittingRoom } from './fitting-room.ts';

const CLOCK = {
  requestFrame: (publish: () => void) => publish(),
  delay: (publish: () => void) => publish(),
  now: () => 0,
  isHidden: () => false,
};

function openRoom(tabs: FakeTabs) {
  const worker = new FakeWorker();
  const parts = { startWorker: () => worker, clock: CLOCK, runs: tabs.open() };
  const room = new FittingRoom({ backend: 'auto', threads: 0, notices: [] }, 'http://localhost/data/', parts);
  room.startEngine();
  worker.say({ type: 'ready', device: { backend: 'wasm', adapter: 'kernels simd', threads: 2, verified: true } });
  worker.say({ type: 'labels', source: 'train', labels: new Uint8Array(10) });
  return { room, worker, state: () => room.store.getState() };
}

const OPENED = fakeRecord({ key: fakeKey(8), step: 12, status: 'finished' });

/** An unfinished run with its checkpoint at step 5, and a finished one without. */
function twoRuns(): FakeTabs {
  const tabs = new FakeTabs();
  const paused = fakeRecord({ key: fakeKey(7), status: 'paused' });
  tabs.stored.set(fakeKey(7), { record: paused, checkpoint: fakeCheckpoint(5) });
  const record = fakeRecord({ key: fakeKey(8), step: 12, status: 'finished' });
  tabs.stored.set(fakeKey(8), { record, checkpoint: undefined });
  return tabs;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('opening a saved run', () => {
  it('puts it on screen frozen, under its own key', async () => {
    const { room, state, worker } = openRoom(twoRuns());
    expect(await room.openSaved(fakeKey(8))).toBe(true);
    expect(state().run).toMatchObject({ key: fakeKey(8), phase: 'finished', isHeld: false });
    expect(state().steps.losses).toHaveLength(12);
    expect(worker.sent('start')).toEqual([]);
  });

  it('does not disturb a run that trains', async () => {
    const { room, state, worker } = openRoom(twoRuns());
    room.train('end');
    worker.say({ type: 'phase', runId: 1, phase: 'training', step: 0 });
    expect(await room.openSaved(fakeKey(8))).toBe(false);
    expect(await room.goOnWith(fakeKey(7))).toBe(false);
    expect(state().run).toMatchObject({ id: 1, phase: 'training' });
    expect(worker.sent('reset')).toEqual([]);
  });
});

describe('going on with a saved run', () => {
  it('puts it on screen paused and gives the engine its checkpoint, also when it was open to look at', async () => {
    const { room, state, worker } = openRoom(twoRuns());
    await room.openSaved(fakeKey(7));
    expect(state().run?.phase).toBe('stopped');
    expect(await room.goOnWith(fakeKey(7))).toBe(true);
    expect(state()).toMatchObject({ run: { key: fakeKey(7), phase: 'paused', step: 5 }, savedStep: 5 });
    room.train('end');
    expect(worker.sent('start')).toMatchObject([{ until: 'end', checkpoint: { step: 5 } }]);
  });

  it('keeps the paused run that makes way as it was last saved', async () => {
    const tabs = twoRuns();
    const { room, state } = openRoom(tabs);
    const record = fakeRecord({ key: fakeKey(9), status: 'paused' });
    tabs.stored.set(fakeKey(9), { record, checkpoint: fakeCheckpoint(5) });
    await room.goOnWith(fakeKey(9));
    await room.goOnWith(fakeKey(7));
    expect(state().run?.key).toBe(fakeKey(7));
    expect(tabs.stored.get(fakeKey(9))?.record.header.status).toBe('paused');
    expect(await room.goOnWith(fakeKey(9))).toBe(true);
  });

  it('is refused while another tab has it, and leaves what is on screen alone', async () => {
    const tabs = twoRuns();
    const [one, other] = [openRoom(tabs), openRoom(tabs)];
    await other.room.goOnWith(fakeKey(7));
    await one.room.openSaved(fakeKey(8));
    expect(await one.room.goOnWith(fakeKey(7))).toBe(false);
    expect(one.state()).toMatchObject({
      run: { key: fakeKey(8) },
      storeProblem: { attempt: 'resume', fault: { code: 'taken' } },
    });
  });

  it('takes the place of what was opened while it was read', async () => {
    const { room, state } = openRoom(twoRuns());
    await room.openSaved(fakeKey(8));
    // What was on screen has made way, and the run is on its way from the store.
    const stop = room.store.subscribe(({ run }) => {
      if (run !== undefined) return;
      stop();
      queueMicrotask(() => room.showRecord(OPENED, { kind: 'file', key: fakeKey(8), name: 'a' }));
    });
    expect(await room.goOnWith(fakeKey(7))).toBe(true);
    expect(state()).toMatchObject({ run: { key: fakeKey(7), phase: 'paused' }, savedStep: 5 });
  });

  it('says when there are no weights to go on from', async () => {
    const { room, state } = openRoom(twoRuns());
    expect(await room.goOnWith(fakeKey(8))).toBe(false);
    expect(state().storeProblem).toMatchObject({ attempt: 'resume', fault: { code: 'missing' } });
  });
});
