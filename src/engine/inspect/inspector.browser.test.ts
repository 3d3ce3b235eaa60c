import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import type { InspectedImage, Question } from '../../protocol/inspection.ts';
import type { EngineEvent } from '../../protocol/messages.ts';
import { startWasm } from '../backend/wasm.ts';
import { Dataset } from '../data/dataset.ts';
import { Run } from '../training/run.ts';
import { Inspector } from './inspector.ts';

/** Questions about a run, and looks at its layers while it trains. */

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
  pixelScaling: 'standardise',
};

function startRun(experiment: Experiment, until: 'end' | 'epoch' | 'step') {
  const events: EngineEvent[] = [];
  const run = new Run({ runId: 1, experiment, withoutShards: [] }, until, dataset, (event) => events.push(event));
  run.start('wasm, tested');
  const phase = (wanted: string): Promise<unknown> =>
    vi.waitFor(
      () => {
        const last = events.findLast((event) => event.type === 'phase');
        if (last?.phase !== wanted) throw new Error(`the phase is ${last?.phase}`);
      },
      { timeout: 60_000, interval: 20 },
    );
  const looks = () => events.flatMap((event) => (event.type === 'layers' ? [event.look] : []));
  const losses = () => events.flatMap((event) => (event.type === 'chunk' ? [...event.losses] : []));
  const evaluations = () => events.filter((event) => event.type === 'evaluation');
  return { run, events, phase, looks, losses, evaluations };
}

const bytesOf = (index: number) => Uint8Array.from(dataset.pixels('train', index) ?? []);
const imageAt = (index: number): InspectedImage => ({ kind: 'dataset', source: 'train', index });

it('predicts what the evaluation says, of images and of their bytes as somebody’s own, with the weights asked for', async () => {
  const { run, phase, evaluations } = startRun({ ...SMALL, epochs: 3, learningRate: 0.01 }, 'epoch');
  await phase('paused');
  // A rate that ruins the network: the first epoch stays the best.
  run.adjust({ learningRate: 1 });
  run.continue('epoch');
  await vi.waitFor(() => expect(evaluations()).toHaveLength(4), { timeout: 60_000 });
  await phase('paused');
  const inspector = new Inspector();
  const tensors = tf.memory().numTensors;
  for (const [weights, evaluation] of [
    ['best', evaluations()[1]],
    ['latest', evaluations()[3]],
  ] as const) {
    const indices = [...(evaluation?.indices ?? [])].slice(0, 7);
    const images = indices.map(imageAt);
    const own = indices.map((index): InspectedImage => {
      return { kind: 'own', pixels: bytesOf(index) };
    });
    const answers = await inspector.answer(run.inspected, dataset, weights, { kind: 'predict', images });
    expect(await inspector.answer(run.inspected, dataset, weights, { kind: 'predict', images: own })).toEqual(answers);
    if (answers.kind !== 'predict') throw new Error(`the answer is ${answers.kind}`);
    for (const [place, share] of answers.probabilities.entries()) {
      expect(share).toBeCloseTo((evaluation?.probabilities[place] ?? 0) / 65535, 4);
    }
  }
  expect(tf.memory().numTensors).toBe(tensors);
  await run.dispose();
  inspector.forget();
});

it('refuses with the reason', async () => {
  const { run, phase } = startRun(SMALL, 'step');
  const inspector = new Inspector();
  const ask = async (weights: 'latest' | 'best', question: Question) => {
    const answer = await inspector.answer(run.inspected, dataset, weights, question);
    return answer.kind === 'refused' ? answer.reason : answer.kind;
  };
  const predict: Question = { kind: 'predict', images: [imageAt(0)] };
  expect(await ask('latest', predict)).toBe('no-weights');
  await phase('paused');
  expect(await ask('latest', predict)).toBe('predict');
  expect(await ask('best', predict)).toBe('no-best-epoch');
  expect(await ask('latest', { kind: 'layers', image: imageAt(70_000) })).toBe('image-not-in');
  expect(await ask('latest', { kind: 'layers', image: imageAt(3) })).toBe('layers');
  expect(await ask('latest', { kind: 'gradCam', image: imageAt(3) })).toBe('gradCam');
  expect(await ask('latest', { kind: 'occlusion', image: imageAt(3), patch: 0 })).toBe('occlusion');
  await run.dispose();
  expect(await ask('latest', predict)).toBe('no-weights');
});

it('answers while the run trains, and leaves its course as it is to the bit', async () => {
  const experiment = { ...SMALL, trainImages: 3000, batchSize: 30, epochs: 1 };
  const alone = startRun(experiment, 'end');
  await alone.phase('finished');
  await alone.run.dispose();
  const tensors = tf.memory().numTensors;

  const asked = startRun(experiment, 'end');
  await vi.waitFor(() => expect(asked.losses().length).toBeGreaterThan(3), { timeout: 60_000, interval: 5 });
  const inspector = new Inspector();
  const bytes = bytesOf(5);
  asked.run.watchLayers(bytes);
  for (const kind of ['predict', 'layers', 'gradCam', 'occlusion'] as const) {
    const own: InspectedImage = { kind: 'own', pixels: bytes };
    const question: Question =
      kind === 'predict'
        ? { kind, images: [own] }
        : kind === 'occlusion'
          ? { kind, image: own, patch: 0 }
          : { kind, image: own };
    expect((await inspector.answer(asked.run.inspected, dataset, 'latest', question)).kind).toBe(kind);
    expect(asked.losses().length).toBeLessThan(100);
  }
  await asked.phase('finished');
  expect(asked.losses()).toEqual(alone.losses());
  await asked.run.dispose();
  expect(tf.memory().numTensors).toBe(tensors);

  // Asked once: looked once.
  expect(alone.looks()).toHaveLength(0);
  expect(asked.looks()).toHaveLength(1);
  const [look] = asked.looks();
  expect(look?.deadUnitImages).toBe(200);
  const withWeights = look?.layers.filter(({ weightNorm }) => weightNorm !== undefined) ?? [];
  expect(withWeights.map(({ id }) => id)).toEqual(['0', '1', '3', '6', '8']);
  for (const { weightNorm, gradientNorm } of withWeights) {
    expect(weightNorm).toBeGreaterThan(0);
    expect(gradientNorm).toBeGreaterThan(0);
  }
  expect(look?.layers.map(({ maps }) => maps?.total)).toEqual([
    16,
    32,
    32,
    32,
    undefined,
    undefined,
    256,
    undefined,
    10,
  ]);
  expect(look?.layers.map(({ deadUnits }) => deadUnits !== undefined)).toEqual([
    ...[true, true, false, false, false, false, true, false, false],
  ]);
});

it('looks no more than asked, and not at all once nobody watches', async () => {
  const watched = startRun({ ...SMALL, trainImages: 6000, batchSize: 30, epochs: 1 }, 'end');
  const bytes = dataset.pixels('train', 5);
  watched.run.watchLayers(bytes);
  await vi.waitFor(() => expect(watched.looks()).toHaveLength(1), { timeout: 60_000, interval: 5 });
  const first = watched.losses().length;
  watched.run.watchLayers(bytes);
  await vi.waitFor(() => expect(watched.looks()).toHaveLength(2), { timeout: 60_000, interval: 5 });
  expect(watched.losses().length).toBeGreaterThan(first);
  watched.run.watchLayers(bytes);
  watched.run.watchLayers(undefined);
  await watched.phase('finished');
  expect(watched.looks()).toHaveLength(2);
  await watched.run.dispose();
});
