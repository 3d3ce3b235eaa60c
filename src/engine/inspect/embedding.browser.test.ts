import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { IMAGE_PIXELS } from '../../core/classes.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import type { Embedding } from '../../protocol/inspection.ts';
import type { EngineEvent } from '../../protocol/messages.ts';
import { startWasm } from '../backend/wasm.ts';
import { Dataset } from '../data/dataset.ts';
import type { ImageStore } from '../ops/gather-images.ts';
import { Run } from '../training/run.ts';
import { embedRun } from './embedding.ts';
import { handMade, withoutLeak } from './inspect-testing.ts';
import { Inspector } from './inspector.ts';

/** What the last dense layer is given, and which training images are near by it. */

let dataset: Dataset;

beforeAll(async () => {
  await startWasm(1);
  dataset = new Dataset(new URL('/data/', location.href), () => undefined);
  dataset.load();
  await dataset.waitFor('train', Uint32Array.of(59_999));
});

const UNITS = 3;

it('is what a plain forward pass gives the last dense layer, image by image', async () => {
  // 450 images: two full batches and a part of a third.
  const count = 450;
  const pixels = Uint8Array.from(
    { length: count * IMAGE_PIXELS },
    (_, at) => (at * 37 + Math.floor(at / 784) * 11) % 256,
  );
  const store: ImageStore = {
    imageCount: () => count,
    blockOf: () => ({ index: 0, firstImage: 0, pixels }),
  };
  const network = handMade(
    [
      { kind: 'flatten' },
      { kind: 'dense', units: UNITS, activation: 'relu' },
      { kind: 'dropout', rate: 0.5 },
      { kind: 'dense', units: 10, activation: 'linear' },
    ],
    (_, place) => ((place % 13) - 6) / 200,
  );
  const embedded = Uint32Array.from({ length: count }, (_, image) => image);
  const gate = vi.fn(async () => true);
  const given = await withoutLeak(() => embedRun({ ...network, step: 7 }, { embedded, store }, gate));
  expect(gate).toHaveBeenCalledTimes(3);
  expect(given).toMatchObject({ kind: 'embedding', step: 7, width: UNITS });
  expect(given?.indices).toEqual(embedded);
  expect(given?.activations).toHaveLength(count * UNITS);
  expect(given?.probabilities).toHaveLength(count * 10);
  const [kernel, bias] = [network.values.get('1.kernel') ?? [], network.values.get('1.bias') ?? []];
  for (const image of [0, 199, 200, 449]) {
    for (let unit = 0; unit < UNITS; unit++) {
      let sum = bias[unit] ?? 0;
      for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
        sum += ((pixels[image * IMAGE_PIXELS + pixel] ?? 0) / 255) * (kernel[pixel * UNITS + unit] ?? 0);
      }
      expect(given?.activations[image * UNITS + unit]).toBeCloseTo(Math.max(0, sum), 4);
    }
    const shares = given?.probabilities.subarray(image * 10, (image + 1) * 10) ?? [];
    expect([...shares].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  }
  // Nothing is given when the weights change on the way.
  let passes = 0;
  const closing = async (): Promise<boolean> => passes++ < 1;
  expect(await withoutLeak(() => embedRun({ ...network, step: 7 }, { embedded, store }, closing))).toBeUndefined();
  network.weights.dispose();
});

const SMALL: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  trainImages: 600,
  batchSize: 20,
  epochs: 1,
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
  const losses = () => events.flatMap((event) => (event.type === 'chunk' ? [...event.losses] : []));
  const embeddings = (): Embedding[] =>
    events.flatMap((event) => (event.type === 'embedding' ? [event.embedding] : []));
  return { run, events, phase, losses, embeddings };
}

it('comes soon and at each epoch’s end while it is watched, and leaves the run’s course as it is to the bit', async () => {
  const experiment = { ...SMALL, epochs: 2 };
  const alone = startRun(experiment, 'end');
  await alone.phase('finished');
  await alone.run.dispose();
  expect(alone.embeddings()).toHaveLength(0);

  const watched = startRun(experiment, 'end');
  await vi.waitFor(() => expect(watched.losses().length).toBeGreaterThan(0), { timeout: 60_000, interval: 2 });
  watched.run.watchEmbedding(true);
  await watched.phase('finished');
  expect(watched.losses()).toEqual(alone.losses());
  const steps = watched.embeddings().map(({ step }) => step);
  expect(steps.slice(-2)).toEqual([30, 60]);
  expect(steps[0]).toBeLessThan(30);
  expect(steps).toHaveLength(3);

  // Asked for afterwards, it is the same.
  const inspector = new Inspector();
  const asked = await inspector.answer(watched.run.inspected, dataset, 'latest', { kind: 'embedding' });
  expect(asked).toEqual(watched.embeddings().at(-1));
  if (asked.kind !== 'embedding') throw new Error(`the answer is ${asked.kind}`);
  expect(asked.width).toBe(256);
  expect(asked.indices).toEqual(watched.run.inspected?.embedded);
  await watched.run.dispose();
});

it('finds a training image nearest to its own picture, and looks anew once the weights have changed', async () => {
  const { run, phase } = startRun({ ...SMALL, learningRate: 0.01 }, 'step');
  await phase('paused');
  const inspector = new Inspector();
  const image = run.inspected?.training[77] ?? 0;
  const own = { kind: 'own', pixels: Uint8Array.from(dataset.pixels('train', image) ?? []) } as const;
  const ask = () => inspector.answer(run.inspected, dataset, 'latest', { kind: 'nearest', image: own, count: 5 });
  const tensors = tf.memory().numTensors;
  const first = await ask();
  expect(tf.memory().numTensors).toBe(tensors);
  if (first.kind !== 'nearest') throw new Error(`the answer is ${first.kind}`);
  expect(first.indices[0]).toBe(image);
  expect(first.similarities[0]).toBeCloseTo(1, 5);
  expect([...first.similarities]).toEqual([...first.similarities].sort((a, b) => b - a));
  expect(first.among).toBe(600);
  expect(await ask()).toEqual(first);
  run.continue('epoch');
  await vi.waitFor(async () => expect((await ask()).kind).toBe('refused'), { timeout: 10_000, interval: 1 });
  await phase('finished');
  const second = await ask();
  if (second.kind !== 'nearest') throw new Error(`the answer is ${second.kind}`);
  expect(second.indices[0]).toBe(image);
  expect([...second.similarities]).not.toEqual([...first.similarities]);
  await run.dispose();
});
