import { beforeAll, expect, it, vi } from 'vitest';
import { accuracyOf } from '../../core/confusion.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import { type Checkpoint, checkpointSchema } from '../../protocol/checkpoint.ts';
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

function startRun(
  experiment: Experiment,
  until: Stretch,
  { withoutShards = [], ...rest }: { withoutShards?: number[]; checkpoint?: Checkpoint; savesEachEpoch?: boolean } = {},
) {
  const events: EngineEvent[] = [];
  const run = new Run({ runId: 1, experiment, withoutShards, ...rest }, until, dataset, (event) => events.push(event));
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
  const checkpoints = (): Checkpoint[] =>
    events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
  return { run, events, phase, losses, evaluations, checkpoints };
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
  const { run, phase, evaluations } = startRun({ ...SMALL, epochs: 1 }, 'end', { withoutShards: [0, 2] });
  await phase('finished');
  for (const { split, indices } of evaluations()) {
    if (split === 'test') continue;
    expect(indices.some((image) => image < 5000 || (image >= 10_000 && image < 15_000))).toBe(false);
  }
  await run.dispose();
});

/** Everything random and everything that remembers. */
const EVENTFUL: Experiment = {
  ...SMALL,
  network: 'conv2dsimple',
  epochs: 3,
  batchSize: 24,
  optimizer: 'nesterov',
  learningRate: 0.02,
  schedule: 'plateau',
  plateauPatience: 1,
  flip: true,
  shift: 2,
  rotation: 10,
  cutout: 6,
  labelNoise: 0.2,
  labelSmoothing: 0.1,
  weightDecay: 0.01,
  classWeights: [1, 1, 1, 1, 1, 1, 3, 1, 1, 1],
  pixelScaling: 'standardise',
};

function countsOf(evaluations: readonly Extract<EngineEvent, { type: 'evaluation' }>[]) {
  return evaluations.map(({ split, epoch, loss, counts }) => ({ split, epoch, loss, counts: [...counts] }));
}

it('goes on from any of its checkpoints as if it had never stopped, to the bit', async () => {
  const whole = startRun(EVENTFUL, 'end');
  await whole.phase('finished');
  expect(whole.losses()).toHaveLength(9);

  // In the middle of the second epoch: after its first step, and by way of what a store gives back.
  const first = startRun(EVENTFUL, 'epoch');
  await first.phase('paused');
  first.run.continue('step');
  await vi.waitFor(() => expect(first.losses()).toHaveLength(4), { timeout: 30_000 });
  await first.phase('paused');
  await first.run.dispose();
  for (const stored of first.checkpoints()) {
    const checkpoint = checkpointSchema.parse(structuredClone(stored));
    const second = startRun(EVENTFUL, 'end', { checkpoint });
    await second.phase('finished');
    expect(second.losses(), `from step ${checkpoint.step}`).toEqual(whole.losses().slice(checkpoint.step));
    const later = countsOf(whole.evaluations()).slice(2 * checkpoint.evaluatedEpochs);
    expect(countsOf(second.evaluations()), `from step ${checkpoint.step}`).toEqual(later);
    await second.run.dispose();
  }
  expect(first.checkpoints().map(({ step }) => step)).toEqual([3, 4]);
  await whole.run.dispose();
});

it('posts a checkpoint after the first epoch, at a stop and at the end, and after each epoch only when asked to', async () => {
  const steps = ({ checkpoints }: ReturnType<typeof startRun>) => checkpoints().map(({ step }) => step);
  const short = { ...SMALL, epochs: 4 };
  const spaced = startRun(short, 'end');
  await spaced.phase('finished');
  // An epoch takes far less than the ten seconds that lie between two at least.
  expect(steps(spaced)).toEqual([4, 16]);
  await spaced.run.dispose();

  const each = startRun(short, 'end', { savesEachEpoch: true });
  await each.phase('finished');
  expect(steps(each)).toEqual([4, 8, 12, 16]);
  await each.run.dispose();

  const stopped = startRun({ ...SMALL, epochs: 200 }, 'end');
  await vi.waitFor(() => expect(stopped.losses().length).toBeGreaterThan(8), { timeout: 30_000, interval: 5 });
  stopped.run.stop();
  await stopped.run.dispose();
  expect(steps(stopped)).toEqual([4, stopped.losses().length]);
});

it('refuses a checkpoint of another network', async () => {
  const { run, phase, checkpoints } = startRun(SMALL, 'step');
  await phase('paused');
  const [checkpoint] = checkpoints();
  await run.dispose();
  const other = startRun({ ...SMALL, network: 'conv2dnet' }, 'end', { ...(checkpoint && { checkpoint }) });
  expect(await other.phase('failed')).toMatchObject({ fault: { code: 'invalid-checkpoint' } });
  await other.run.dispose();
});

it('stops early once no epoch was better for long enough', async () => {
  // A rate that changes nothing: no epoch is better than the first.
  const still: Experiment = { ...SMALL, optimizer: 'sgd', learningRate: 1e-6, epochs: 9, earlyStoppingPatience: 2 };
  const { run, phase, evaluations, checkpoints } = startRun({ ...still, judge: 'accuracy' }, 'end');
  expect(await phase('finished')).toMatchObject({ ending: 'early-stopping' });
  const validation = evaluations().filter(({ split }) => split === 'validation');
  const accuracies = validation.map(({ counts }) => accuracyOf(counts));
  const best = accuracies.indexOf(Math.max(...accuracies));
  expect(validation).toHaveLength(best + 3);
  expect(evaluations().at(-1)).toMatchObject({ split: 'test', epoch: best + 1, isBest: true });
  await run.dispose();

  // Its worker may die before the test set is measured: then nothing is left but that.
  const checkpoint = checkpoints().at(-1);
  if (checkpoint === undefined) throw new Error('no checkpoint was posted');
  const resumed = startRun({ ...still, judge: 'accuracy' }, 'end', { checkpoint });
  expect(await resumed.phase('finished')).toMatchObject({ ending: 'early-stopping' });
  expect(resumed.losses()).toEqual([]);
  expect(resumed.evaluations()).toEqual([evaluations().at(-1)]);
  await resumed.run.dispose();
});

it('puts the weights of the best epoch back, and measures them as it did then', async () => {
  const { run, events, phase, checkpoints } = startRun({ ...SMALL, epochs: 3, learningRate: 0.01 }, 'epoch');
  await phase('paused');
  // A rate that ruins the network: the first epoch stays the best.
  run.adjust({ learningRate: 1 });
  run.continue('epoch');
  await vi.waitFor(() => expect(checkpoints()).toHaveLength(2), { timeout: 30_000 });
  await phase('paused');
  expect(checkpoints()[1]?.weights).not.toEqual(checkpoints()[0]?.weights);
  run.backToBest();
  await vi.waitFor(() => expect(checkpoints()).toHaveLength(3), { timeout: 30_000 });
  expect(checkpoints()[2]?.weights).toEqual(checkpoints()[0]?.weights);
  expect(events.find((event) => event.type === 'restored')).toMatchObject({ step: 8, epoch: 1 });
  await run.dispose();
});

it('trains without validation images, and chooses its last epoch then', async () => {
  const { run, phase, evaluations } = startRun({ ...SMALL, validationShare: 0, epochs: 1 }, 'end');
  await phase('finished');
  expect(evaluations().map(({ split, epoch, isBest }) => [split, epoch, isBest])).toEqual([
    ['train', 1, false],
    ['test', 1, false],
  ]);
  await run.dispose();
});

it('trains against the noisy labels and validates against the right ones', async () => {
  const { run, phase, evaluations } = startRun({ ...SMALL, labelNoise: 1, epochs: 1 }, 'end');
  await phase('finished');
  const labels = await dataset.labels('train');
  const [train, validation] = evaluations();
  expect(train?.actual.some((label, position) => label === labels[train.indices[position] ?? -1])).toBe(false);
  expect(validation?.actual.every((label, position) => label === labels[validation.indices[position] ?? -1])).toBe(
    true,
  );
  await run.dispose();
});

it('takes a change over at the very next step, also within a chunk', async () => {
  const { run, events, phase } = startRun({ ...SMALL, trainImages: 3000, batchSize: 10, epochs: 1 }, 'end');
  await vi.waitFor(() => expect(events.filter(({ type }) => type === 'chunk').length).toBeGreaterThan(5), {
    timeout: 30_000,
    interval: 5,
  });
  // A power of two: the same in the column of floats.
  run.adjust({ learningRate: 0.015625 });
  await phase('finished');
  const mark = events.findLast((event) => event.type === 'setting');
  const rates = events.flatMap((event) => (event.type === 'chunk' ? [...event.learningRates] : []));
  expect(mark?.step).toBeGreaterThan(5);
  expect(rates.indexOf(0.015625)).toBe(mark?.step);
  expect(rates.slice(mark?.step).every((rate) => rate === 0.015625)).toBe(true);
  await run.dispose();
});
