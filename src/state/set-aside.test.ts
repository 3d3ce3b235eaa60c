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

/** @param isKept without it the browser gives the page no storage */
function openRoom({ isKept = true } = {}) {
  const tabs = new FakeTabs();
  const worker = new FakeWorker();
  const parts = { startWorker: () => worker, clock: CLOCK, ...(isKept && { runs: tabs.open() }) };
  const room = new FittingRoom({ backend: 'auto', threads: 0, notices: [] }, 'http://localhost/data/', parts);
  room.startEngine();
  worker.say({ type: 'ready', device: { backend: 'wasm', adapter: 'kernels simd', threads: 2, verified: true } });
  worker.say({ type: 'labels', source: 'train', labels: new Uint8Array(10) });
  const chunk = (runId: number, steps: number) =>
    worker.say({
      type: 'chunk',
      runId,
      firstStep: 0,
      losses: new Float32Array(steps).fill(1),
      accuracies: new Float32Array(steps),
      learningRates: new Float32Array(steps),
      trainingMs: 100,
      msPerStep: 10,
      imagesPerSecond: 1000,
    });
  /** As the engine does: the phase, then where it stands. */
  const pause = async (runId: number, step: number) => {
    worker.say({ type: 'phase', runId, phase: 'paused', step });
    worker.say({ type: 'checkpoint', runId, checkpoint: fakeCheckpoint(step) });
    await vi.advanceTimersByTimeAsync(0);
  };
  /** Run 1 has taken five steps and is training. */
  const train = () => {
    room.train('end');
    worker.say({ type: 'phase', runId: 1, phase: 'training', step: 0 });
    chunk(1, 5);
  };
  return { room, worker, tabs, train, pause, chunk, state: () => room.store.getState() };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a reset', () => {
  it('pauses a run that trains, saves it, and puts it back to the step', async () => {
    const { room, worker, tabs, train, pause, state } = openRoom();
    train();
    room.reset();
    expect(worker.sent('pause')).toHaveLength(1);
    expect(worker.sent('reset')).toEqual([]);
    await pause(1, 5);
    expect(worker.sent('reset')).toHaveLength(1);
    expect(state()).toMatchObject({ run: undefined, setAside: { kind: 'undo', by: 'reset', run: { number: 1 } } });
    await vi.advanceTimersByTimeAsync(100);
    expect(tabs.stored.get(fakeKey(1))?.record.header.status).toBe('stopped');

    room.setAside.accept();
    await vi.advanceTimersByTimeAsync(0);
    expect(state().setAside).toBeUndefined();
    expect(state().run).toMatchObject({ key: fakeKey(1), number: 1, phase: 'paused', step: 5 });
    expect(tabs.stored.get(fakeKey(1))?.record.header.status).toBe('paused');
    room.train('end');
    expect(worker.sent('start').at(-1)).toMatchObject({ checkpoint: { step: 5 } });
  });

  it('is offered no more once another run is started: putting the first back would take that one away', async () => {
    const { room, train, pause, state } = openRoom();
    train();
    room.reset();
    await pause(1, 5);
    expect(state().setAside).toMatchObject({ kind: 'undo', by: 'reset' });
    room.train('end');
    expect(state()).toMatchObject({ run: { id: 2 }, setAside: undefined });
  });

  it('of a run without a step needs neither', () => {
    const { room, worker, state } = openRoom();
    room.train('end');
    room.reset();
    expect(worker.sent('reset')).toHaveLength(1);
    expect(state()).toMatchObject({ run: undefined, setAside: undefined });
  });

  it('can be undone for twelve seconds, longer while somebody points at it', async () => {
    const { room, train, pause, state } = openRoom();
    train();
    await pause(1, 5);
    room.reset();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(state().setAside?.kind).toBe('undo');
    room.setAside.holdUndo();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state().setAside?.kind).toBe('undo');
    room.setAside.waitForUndo();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(state().setAside).toBeUndefined();
  });

  it('asks first where no storage keeps the run, for as long as it takes', async () => {
    const { room, worker, train, pause, state } = openRoom({ isKept: false });
    train();
    room.reset();
    await pause(1, 5);
    expect(state()).toMatchObject({ run: { phase: 'paused' }, setAside: { kind: 'question' } });
    await vi.advanceTimersByTimeAsync(13_000);
    expect(state().setAside?.kind).toBe('question');
    room.setAside.dismiss();
    expect(state().run?.phase).toBe('paused');
    room.reset();
    await vi.advanceTimersByTimeAsync(0);
    room.setAside.accept();
    expect(state()).toMatchObject({ run: undefined, setAside: undefined });
    expect(worker.sent('reset')).toHaveLength(1);
  });

  it('waits for a save that is under way instead of asking', async () => {
    const { room, worker, train, state } = openRoom();
    train();
    worker.say({ type: 'phase', runId: 1, phase: 'paused', step: 5 });
    worker.say({ type: 'checkpoint', runId: 1, checkpoint: fakeCheckpoint(5) });
    room.reset();
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toMatchObject({ run: undefined, setAside: { kind: 'undo' } });
  });

  it('of a finished run puts back what was on screen, with its weights', async () => {
    const { room, worker, train, state } = openRoom();
    train();
    worker.say({ type: 'checkpoint', runId: 1, checkpoint: fakeCheckpoint(5) });
    worker.say({ type: 'phase', runId: 1, phase: 'finished', step: 5, ending: 'epochs' });
    await vi.advanceTimersByTimeAsync(0);
    room.reset();
    expect(state()).toMatchObject({ run: undefined, setAside: { kind: 'undo' } });
    room.setAside.accept();
    await vi.advanceTimersByTimeAsync(0);
    expect(state().run).toMatchObject({ key: fakeKey(1), phase: 'finished', step: 5, isHeld: true });
    expect(worker.sent('start').at(-1)).toMatchObject({ checkpoint: { step: 5 } });
  });

  it('of a run from a link puts that back', () => {
    const { room, state } = openRoom();
    room.showRecord(fakeRecord({ step: 5 }), { kind: 'link' });
    room.reset();
    expect(state().run).toBeUndefined();
    room.setAside.accept();
    expect(state().run).toMatchObject({ origin: { kind: 'link' }, step: 5 });
    expect(state().steps.losses).toHaveLength(5);
  });

  it('gives way to whoever goes on training after all', async () => {
    const { room, train, pause, state } = openRoom({ isKept: false });
    train();
    room.reset();
    await pause(1, 5);
    room.setAside.dismiss();
    room.reset();
    room.train('end');
    await vi.advanceTimersByTimeAsync(0);
    expect(state().setAside).toBeUndefined();
    expect(state().run?.id).toBe(1);
  });
});

describe('a restart', () => {
  it('pauses and saves the run before, and brings it back instead of the new one', async () => {
    const { room, worker, train, pause, state } = openRoom();
    train();
    const started = vi.fn();
    room.changeDraft({ seed: 9 });
    room.restart(started);
    expect(started).not.toHaveBeenCalled();
    await pause(1, 5);
    expect(started).toHaveBeenCalledOnce();
    expect(state()).toMatchObject({
      run: { id: 2, experiment: { seed: 9 } },
      setAside: { kind: 'undo', by: 'restart' },
    });
    worker.say({ type: 'phase', runId: 2, phase: 'training', step: 0 });
    room.setAside.accept();
    await vi.advanceTimersByTimeAsync(0);
    expect(worker.sent('reset').map(({ runId }) => runId)).toEqual([1, 2]);
    expect(state().run).toMatchObject({ key: fakeKey(1), phase: 'paused', step: 5, experiment: { seed: 1 } });
  });

  it('after the end of a run says no more than Train does: that run is kept', async () => {
    const { room, worker, train, state } = openRoom();
    train();
    worker.say({ type: 'phase', runId: 1, phase: 'finished', step: 5, ending: 'epochs' });
    room.restart();
    expect(state()).toMatchObject({ run: { id: 2 }, setAside: undefined });
  });
});
