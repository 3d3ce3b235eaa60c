import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../protocol/faults.ts';
import type { EngineEvent } from '../protocol/messages.ts';
import { EngineClient } from './engine-client.ts';
import { FakeWorker } from './fake-worker.ts';

const SETTINGS = { backend: 'auto', threads: 0, dataUrl: 'http://localhost/data/' } as const;
const READY: EngineEvent = {
  type: 'ready',
  device: { backend: 'wasm', adapter: 'SIMD', threads: 2, verified: true },
};

function startClient() {
  const workers: FakeWorker[] = [];
  const events: EngineEvent[] = [];
  const losses: { fault: Fault; replaced: boolean }[] = [];
  const client = new EngineClient(
    SETTINGS,
    { onEvent: (event) => events.push(event), onWorkerLost: (fault, replaced) => losses.push({ fault, replaced }) },
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
  );
  client.start();
  const worker = (index = workers.length - 1): FakeWorker => {
    const found = workers[index];
    if (found === undefined) throw new RangeError(`no worker ${index} was started`);
    return found;
  };
  return { client, workers, worker, events, losses };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('EngineClient', () => {
  it('boots the worker first of all', () => {
    const { worker } = startClient();
    expect(worker().commands).toEqual([{ type: 'boot', ...SETTINGS }]);
  });

  it('passes events on and ignores messages of an unknown type', () => {
    const { worker, events } = startClient();
    worker().say(READY);
    worker().say({ type: 'gossip' });
    expect(events).toEqual([READY]);
  });

  it('gives each request for pixels its own answer, in whatever order they come', async () => {
    const { client, worker } = startClient();
    const first = client.requestPixels('train', Uint32Array.of(7));
    const second = client.requestPixels('test', Uint32Array.of(9));
    const [askedFirst, askedSecond] = worker().sent('pixels');
    worker().say({ type: 'pixels', requestId: askedSecond?.requestId ?? 0, pixels: Uint8Array.of(2) });
    worker().say({ type: 'pixels', requestId: askedFirst?.requestId ?? 0, pixels: Uint8Array.of(1) });
    expect(await first).toEqual(Uint8Array.of(1));
    expect(await second).toEqual(Uint8Array.of(2));
  });

  it('gives each question its own answer, a refusal as well', async () => {
    const { client, worker } = startClient();
    const image = { kind: 'dataset', source: 'train', index: 7 } as const;
    const prediction = client.inspect(3, 'latest', { kind: 'predict', images: [image] });
    const map = client.inspect(3, 'best', { kind: 'gradCam', image, label: 6 });
    const [first, second] = worker().sent('inspect');
    expect(second).toMatchObject({ runId: 3, weights: 'best', question: { kind: 'gradCam', label: 6 } });
    const refusal = { kind: 'refused', reason: 'no-best-epoch', message: '' } as const;
    const answer = { kind: 'predict', probabilities: new Float32Array(10) } as const;
    worker().say({ type: 'inspection', requestId: second?.requestId ?? 0, answer: refusal });
    worker().say({ type: 'inspection', requestId: first?.requestId ?? 0, answer });
    expect(await prediction).toBe(answer);
    expect(await map).toBe(refusal);
  });

  it('answers nothing to what a dead worker was asked', async () => {
    const { client, worker } = startClient();
    const image = { kind: 'dataset', source: 'train', index: 7 } as const;
    const prediction = client.inspect(3, 'latest', { kind: 'predict', images: [image] });
    worker().die('out of memory');
    expect(await prediction).toBeUndefined();
  });

  it('puts a booted worker in the place of one that died, and answers what was asked of the dead one', async () => {
    const { client, worker, workers, losses } = startClient();
    worker().say(READY);
    const pixels = client.requestPixels('train', Uint32Array.of(7));
    worker().die('out of memory');
    expect(losses).toEqual([{ fault: { code: 'worker-died', message: 'out of memory' }, replaced: true }]);
    expect(worker(0).isTerminated).toBe(true);
    expect(workers).toHaveLength(2);
    expect(worker().sent('boot')).toHaveLength(1);
    expect(await pixels).toBeUndefined();
  });

  it('hears nothing of a worker that was replaced', () => {
    const { worker, events } = startClient();
    worker(0).die('gone');
    worker(0).say(READY);
    expect(events).toEqual([]);
  });

  it('replaces a worker that cannot go on', () => {
    const { worker, workers, losses } = startClient();
    worker().say(READY);
    worker().say({ type: 'fatal', fault: { code: 'gpu-lost', message: 'reset' } });
    expect(losses).toEqual([{ fault: { code: 'gpu-lost', message: 'reset' }, replaced: true }]);
    expect(workers).toHaveLength(2);
  });

  it('does not replace a worker where no backend can train', () => {
    const { worker, workers, losses } = startClient();
    worker().say({ type: 'fatal', fault: { code: 'no-backend', message: 'none' } });
    expect(losses).toEqual([{ fault: { code: 'no-backend', message: 'none' }, replaced: false }]);
    expect(workers).toHaveLength(1);
  });

  it('gives up after replacements that never got ready, and starts again when told to', () => {
    const { client, worker, workers, losses } = startClient();
    for (let death = 0; death < 3; death++) worker().die('broken script');
    expect(losses.map(({ replaced }) => replaced)).toEqual([true, true, false]);
    expect(workers).toHaveLength(3);
    client.start();
    expect(workers).toHaveLength(4);
  });

  it('asks a silent worker for a sign of life and replaces one that gives none', () => {
    const { worker, losses } = startClient();
    worker().say(READY);
    vi.advanceTimersByTime(5000);
    expect(
      worker()
        .sent('pixels')
        .map(({ indices }) => indices.length),
    ).toEqual([0]);
    vi.advanceTimersByTime(55_000);
    expect(losses).toEqual([
      { fault: { code: 'worker-died', message: 'the worker no longer answers' }, replaced: true },
    ]);
  });

  it('leaves a worker alone that answers', () => {
    const { worker, losses } = startClient();
    worker().say(READY);
    for (let tick = 0; tick < 40; tick++) {
      vi.advanceTimersByTime(5000);
      for (const { requestId } of worker().sent('pixels').slice(-1)) {
        worker().say({ type: 'pixels', requestId, pixels: new Uint8Array(0) });
      }
    }
    expect(losses).toEqual([]);
  });
});
