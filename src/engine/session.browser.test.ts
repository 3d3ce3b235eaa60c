import { afterEach, expect, it, vi } from 'vitest';
import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import type { EngineEvent } from '../protocol/messages.ts';
import { Session } from './session.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const SMALL: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  trainImages: 64,
  validationShare: 0,
  batchSize: 16,
};

it('trains anew after a stopped run was to be measured on a test set whose labels never came', async () => {
  const fetchAll = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
    String(input).includes('test-labels') ? new Promise(() => undefined) : fetchAll(input, init),
  );
  const events: EngineEvent[] = [];
  const session = new Session((event) => events.push(event));
  const phase = (runId: number, wanted: string) =>
    vi.waitFor(
      () => {
        const last = events.findLast((event) => event.type === 'phase' && event.runId === runId);
        if (last?.type !== 'phase' || last.phase !== wanted) throw new Error(`run ${runId} is not ${wanted}`);
      },
      { timeout: 60_000, interval: 10 },
    );
  const start = (runId: number) =>
    session.handle({ type: 'start', runId, experiment: SMALL, until: 'step', withoutShards: [] });
  void session.handle({ type: 'boot', backend: 'wasm', dataUrl: new URL('/data/', location.href).href, threads: 1 });

  void start(1);
  await phase(1, 'paused');
  await session.handle({ type: 'stop', runId: 1 });
  await session.handle({ type: 'evaluateTest', runId: 1 });
  await phase(1, 'evaluating');
  void session.handle({ type: 'reset', runId: 1 });
  void start(2);
  await phase(2, 'paused');

  // The same without a reset in between.
  await session.handle({ type: 'stop', runId: 2 });
  await session.handle({ type: 'evaluateTest', runId: 2 });
  await phase(2, 'evaluating');
  void start(3);
  await phase(3, 'paused');
  await session.handle({ type: 'reset', runId: 3 });
  expect(events.filter(({ type }) => type === 'fatal')).toEqual([]);
});
