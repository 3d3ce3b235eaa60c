import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWorker } from '../client/fake-worker.ts';
import type { RunPhase, SplitName } from '../protocol/messages.ts';
import { fakeRecord } from '../runs/fake-run.ts';
import { drawnRuns } from './earlier-runs.ts';
import { FittingRoom } from './fitting-room.ts';

const LAUNCH = { backend: 'auto', threads: 0, notices: [] } as const;

/** A clock that publishes at once. */
const CLOCK = {
  requestFrame: (publish: () => void) => publish(),
  delay: (publish: () => void) => publish(),
  now: () => 0,
  isHidden: () => false,
};

function openRoom() {
  const workers: FakeWorker[] = [];
  const startWorker = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  const room = new FittingRoom(LAUNCH, 'http://localhost/data/', { startWorker, clock: CLOCK });
  room.startEngine();
  const worker = (): FakeWorker => {
    const last = workers.at(-1);
    if (last === undefined) throw new Error('no worker was started');
    return last;
  };
  const makeReady = () => {
    worker().say({ type: 'ready', device: { backend: 'wasm', adapter: 'SIMD', threads: 2, verified: true } });
    worker().say({ type: 'labels', source: 'train', labels: new Uint8Array(10) });
  };
  makeReady();
  const say = {
    phase: (phase: RunPhase, step = 0, runId = 1) => worker().say({ type: 'phase', runId, phase, step }),
    chunk: (firstStep: number, losses: number[], runId = 1) =>
      worker().say({
        type: 'chunk',
        runId,
        firstStep,
        losses: Float32Array.from(losses),
        accuracies: new Float32Array(losses.length),
        learningRates: new Float32Array(losses.length),
        trainingMs: 100,
        msPerStep: 10,
        imagesPerSecond: 1000,
      }),
    evaluation: (split: SplitName, runId = 1) =>
      worker().say({
        type: 'evaluation',
        runId,
        split,
        epoch: 1,
        step: 1,
        isBest: split === 'test',
        trainingMs: 100,
        loss: 1,
        counts: new Uint32Array(100),
        indices: new Uint32Array(0),
        actual: new Uint8Array(0),
        predicted: new Uint8Array(0),
        probabilities: new Uint16Array(0),
        areas: new Array(10).fill(null),
      }),
  };
  return { room, worker, workers, makeReady, say, state: () => room.store.getState() };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('FittingRoom', () => {
  it('goes where an address leads, and leaves the run alone', () => {
    const { room, worker, say, state } = openRoom();
    room.train('end');
    say.phase('training');
    room.openAddress('#v=1&ep=3&lr=50');
    expect(state()).toMatchObject({ screen: { kind: 'train' }, draft: { epochs: 3, learningRate: 0.001 } });
    expect(state().notices).toHaveLength(1);
    room.openAddress('#lesson=capacity');
    expect(state()).toMatchObject({ screen: { kind: 'lesson', id: 'capacity' }, draft: { epochs: 3 } });
    expect(state().run?.phase).toBe('training');
    expect(worker().sent('reset')).toEqual([]);
  });

  it('keeps what a diverged run showed when the next one starts', () => {
    const { room, say, state } = openRoom();
    room.train('end');
    say.phase('diverged');
    room.changeDraft({ learningRate: 0.01 });
    room.restart();
    expect(state().lessonRuns).toMatchObject([{ ending: 'diverged', experiment: { learningRate: 0.001 } }]);
    room.reset();
    expect(state().lessonRuns).toHaveLength(1);
  });

  it('shows a run to look at in the place of a paused one, never of one that trains', () => {
    const { room, worker, say, state } = openRoom();
    room.train('end');
    say.phase('training');
    say.chunk(0, [2, 1]);
    expect(room.showRecord(fakeRecord({ step: 5 }), { kind: 'link' })).toBe(false);
    expect(state().run).toMatchObject({ phase: 'training', origin: { kind: 'trained' } });
    say.evaluation('validation');
    say.phase('paused', 2);
    expect(room.showRecord(fakeRecord({ step: 5 }), { kind: 'link' })).toBe(true);
    expect(worker().sent('reset')).toMatchObject([{ runId: 1 }]);
    expect(state().run).toMatchObject({ phase: 'stopped', origin: { kind: 'link' }, isHeld: false, step: 5 });
    expect(state().steps.losses).toHaveLength(5);
    expect(state().earlierRuns).toMatchObject([{ number: 1 }]);
    // What the engine still says of the other run is not of this one.
    say.chunk(2, [1]);
    expect(state().steps.losses).toHaveLength(5);
    room.restart();
    expect(worker().sent('start').at(-1)).toMatchObject({ runId: 3, experiment: { epochs: 3 } });
  });

  it('starts a run from the draft and follows it', () => {
    const { room, worker, say, state } = openRoom();
    room.changeDraft({ seed: 7 });
    room.train('end');
    expect(worker().sent('start')).toMatchObject([{ runId: 1, until: 'end', experiment: { seed: 7 } }]);
    say.phase('training');
    say.chunk(0, [2, 1]);
    expect(state().run).toMatchObject({ phase: 'training', step: 2 });
    expect([...state().steps.losses]).toEqual([2, 1]);
  });

  it('starts nothing before the engine and the labels are there, or out of bounds', () => {
    const { room, worker, workers, makeReady } = openRoom();
    worker().die('gone');
    room.train('end');
    expect(worker().sent('start')).toEqual([]);
    makeReady();
    room.changeDraft({ learningRate: 50 });
    room.train('end');
    expect(worker().sent('start')).toEqual([]);
    expect(workers).toHaveLength(2);
  });

  it('resumes a paused run instead of starting another', () => {
    const { room, worker, say } = openRoom();
    room.train('step');
    say.phase('paused', 1);
    room.train('epoch');
    expect(worker().sent('start')).toHaveLength(1);
    expect(worker().sent('continue')).toEqual([{ type: 'continue', runId: 1, until: 'epoch' }]);
  });

  it('drops what a run says that is no longer on screen', () => {
    const { room, worker, say, state } = openRoom();
    room.train('end');
    say.chunk(0, [2]);
    say.phase('stopped', 1);
    room.reset();
    say.chunk(1, [1]);
    say.phase('stopped', 2);
    expect(worker().sent('reset')).toEqual([{ type: 'reset', runId: 1 }]);
    expect(state().run).toBeUndefined();
    expect(state().steps.losses).toHaveLength(0);
    room.train('end');
    say.chunk(0, [9], 1);
    say.chunk(0, [3], 2);
    expect([...state().steps.losses]).toEqual([3]);
  });

  it('keeps a measured run to compare with when it is reset or another takes its place', () => {
    const { room, say, state } = openRoom();
    room.train('end');
    say.chunk(0, [2, 1]);
    say.evaluation('validation');
    say.phase('stopped', 2);
    room.reset();
    room.compareWith([state().earlierRuns[0]?.key ?? '']);
    room.train('end');
    say.chunk(0, [9], 2);
    expect(state()).toMatchObject({ earlierRuns: [{ number: 1, evaluations: [{ epoch: 1 }] }] });
    // The next run's steps are not written over those of the one before.
    expect([...(state().earlierRuns[0]?.steps.losses ?? [])]).toEqual([2, 1]);
    say.evaluation('validation', 2);
    say.phase('stopped', 1, 2);
    room.restart();
    expect(drawnRuns(state())).toEqual(state().earlierRuns.slice(0, 1));
    expect(state().earlierRuns.map(({ number }) => number)).toEqual([1, 2]);
    room.forgetEarlierRun(state().earlierRuns[0]?.key ?? '');
    expect(state()).toMatchObject({ earlierRuns: [{ number: 2 }], comparedKeys: [] });
  });

  it('keeps the history of a run whose worker died, as ended, and boots another worker', () => {
    const { room, worker, workers, say, state } = openRoom();
    room.train('end');
    say.phase('training');
    say.chunk(0, [2, 1]);
    worker().die('out of memory');
    expect(workers).toHaveLength(2);
    expect(state()).toMatchObject({ run: { phase: 'lost', step: 2 }, replacement: { code: 'worker-died' } });
    expect([...state().steps.losses]).toEqual([2, 1]);
    // Its weights are gone: nothing more can be asked of it.
    room.evaluateTest();
    room.reset();
    expect(worker().commands.map(({ type }) => type)).toEqual(['boot']);
    expect(state().run).toBeUndefined();
  });

  it('gives a live run what it can take over, once, and leaves other settings for a restart', () => {
    const { room, worker, say, state } = openRoom();
    room.train('end');
    say.phase('training');
    room.changeDraft({ learningRate: 0.01, dropoutScale: 0, batchSize: 64 });
    room.applyLiveSettings();
    room.applyLiveSettings();
    expect(worker().sent('adjust')).toEqual([{ type: 'adjust', runId: 1, learningRate: 0.01, dropoutScale: 0 }]);
    expect(state().run?.experiment.batchSize).toBe(128);
  });

  it('shows the test set beside the phase the run stood in', () => {
    const { room, worker, say, state } = openRoom();
    room.train('end');
    say.chunk(0, [2]);
    room.evaluateTest();
    expect(worker().sent('evaluateTest')).toEqual([]);
    say.phase('finished', 1);
    room.evaluateTest();
    expect(worker().sent('evaluateTest')).toHaveLength(1);
    say.phase('evaluating', 1);
    expect(state().run).toMatchObject({ phase: 'finished', isMeasuringTest: true });
    say.phase('finished', 1);
    expect(state().run).toMatchObject({ phase: 'finished', isMeasuringTest: false });
  });

  it('turns to the test set for a person who asked for it, not for a run that measures it at its end', () => {
    const { room, say, state } = openRoom();
    room.train('end');
    say.chunk(0, [2]);
    say.phase('evaluating', 1);
    say.evaluation('test');
    say.phase('finished', 1);
    expect(state()).toMatchObject({ shownSplit: 'validation', evaluations: [{ split: 'test', isBest: true }] });
    room.evaluateTest();
    say.evaluation('test');
    expect(state().shownSplit).toBe('test');
  });

  it('trains without the shards that failed when told to, on no more images than are left', () => {
    const { room, worker, state } = openRoom();
    const shard = { source: 'train', imageCount: 5000, loadedBytes: 0, totalBytes: 9 } as const;
    worker().say({ type: 'labels', source: 'train', labels: Uint8Array.from({ length: 10_000 }, (_, i) => i % 10) });
    worker().say({
      type: 'manifest',
      shards: [
        { ...shard, index: 0, firstImage: 0, name: 'train-00.png', state: 'ready' },
        { ...shard, index: 1, firstImage: 5000, name: 'train-01.png', state: 'failed' },
      ],
    });
    room.changeDraft({ trainImages: 8000 });
    room.trainWithoutFailedShards();
    const [start] = worker().sent('start');
    expect(start).toMatchObject({ withoutShards: [1] });
    // About four fifths of the 5,000 images left, as many of each class.
    const { trainImages } = state().draft;
    expect(trainImages).toBeGreaterThan(3500);
    expect(trainImages).toBeLessThan(4001);
    expect(trainImages % 10).toBe(0);
    expect(start).toMatchObject({ experiment: { trainImages } });
  });
});
