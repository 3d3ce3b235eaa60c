import { beforeAll, expect, it, vi } from 'vitest';
import { accuracyOf } from '../../core/confusion.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import type { EngineEvent, Stretch } from '../../protocol/messages.ts';
import { startWasm } from '../backend/wasm.ts';
import { Dataset } from '../data/dataset.ts';
import { Run } from './run.ts';

let dataset: Dataset;

beforeAll(async () => {
  await startWasm(1);
  dataset = new Dataset(new URL('/data/', location.href), () => undefined);
  dataset.load();
  await dataset.waitFor('train', Uint32Array.of(59_999));
  await dataset.waitFor('test', Uint32Array.of(9999));
});

const SMALL: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  trainImages: 64,
  batchSize: 16,
  epochs: 2,
};

function startRun(experiment: Experiment, until: Stretch, withoutShards: number[] = []) {
  const events: EngineEvent[] = [];
  const run = new Run({ runId: 1, experiment, withoutShards }, until, dataset, (event) => events.push(event));
  run.start('wasm, tested');
  const phase = async (wanted: string): Promise<EngineEvent> =>
    vi.waitFor(
      () => {
        const last = events.findLast((event) => event.type === 'phase');
        if (last?.phase !== wanted) throw new Error(`the phase is ${last?.phase}`);
        return last;
      },
      { timeout: 30_000, interval: 20 },
    );
  const losses = (): number[] => events.flatMap((event) => (event.type === 'chunk' ? [...event.losses] : []));
  const evaluations = () => events.filter((event) => event.type === 'evaluation');
  return { run, events, phase, losses, evaluations };
}

it('stops when the loss is no longer finite, keeps its history and posts no such number', async () => {
  const { run, events, phase, losses } = startRun({ ...SMALL, learningRate: 1e30, maxNorm: 0, epochs: 50 }, 'end');
  const last = await phase('diverged');
  expect(last).toMatchObject({ fault: { code: 'diverged' } });
  expect(losses().length).toBeGreaterThan(0);
  expect(losses().every(Number.isFinite)).toBe(true);
  expect(last.type === 'phase' && last.step).toBe(losses().length);
  const ended = events.length;
  run.continue('end');
  run.stop();
  expect(events.length).toBe(ended);
  await run.dispose();
});

it('measures train and validation at each epoch on the same fixed images', async () => {
  const { run, phase, evaluations } = startRun(SMALL, 'end');
  await phase('finished');
  const accuracies = evaluations().map(({ counts }) => accuracyOf(counts));
  const best = evaluations()[(accuracies[3] ?? 0) > (accuracies[1] ?? 0) ? 3 : 1];
  expect(evaluations().map(({ split, epoch, step }) => [split, epoch, step])).toEqual([
    ['train', 1, 4],
    ['validation', 1, 4],
    ['train', 2, 8],
    ['validation', 2, 8],
    // Measured once, with the weights of the best epoch, when nothing is left to choose.
    ['test', best?.epoch, best?.step],
  ]);
  expect(evaluations().at(-1)?.isBest).toBe(true);
  const [train, validation, trainAgain, validationAgain] = evaluations();
  expect(trainAgain?.indices).toEqual(train?.indices);
  expect(validationAgain?.indices).toEqual(validation?.indices);
  expect(train?.indices.length).toBe(64);
  expect(validation?.indices.length).toBe(1000);
  expect(new Set([...(train?.indices ?? []), ...(validation?.indices ?? [])]).size).toBe(1064);
  for (const { counts, actual, probabilities } of evaluations()) {
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(actual.length);
    expect(probabilities.length).toBe(actual.length * 10);
    const firstRow = probabilities.slice(0, 10).reduce((sum, share) => sum + share, 0);
    expect(Math.abs(firstRow - 65535)).toBeLessThan(10);
  }
  await run.dispose();
});

it('pauses after a step and after an epoch, changes its rate at the next step, and ends where it is told', async () => {
  const { run, events, phase, losses, evaluations } = startRun(SMALL, 'step');
  await phase('paused');
  expect(losses()).toHaveLength(1);
  run.continue('epoch');
  await vi.waitFor(() => expect(evaluations()).toHaveLength(2), { timeout: 30_000 });
  await phase('paused');
  expect(losses()).toHaveLength(4);
  run.adjust({ learningRate: 0.01, dropoutScale: 0 });
  expect(events.filter((event) => event.type === 'setting')).toMatchObject([
    { step: 4, name: 'learningRate', value: 0.01, cause: 'person' },
    { step: 4, name: 'dropoutScale', value: 0, cause: 'person' },
  ]);
  run.stop();
  await phase('stopped');
  await run.dispose();
  expect(losses()).toHaveLength(4);
});

it('goes without the shards it is told to', async () => {
  const { run, phase, evaluations } = startRun({ ...SMALL, epochs: 1 }, 'end', [0, 2]);
  await phase('finished');
  for (const { split, indices } of evaluations()) {
    if (split === 'test') continue;
    expect(indices.some((image) => image < 5000 || (image >= 10_000 && image < 15_000))).toBe(false);
  }
  await run.dispose();
});
