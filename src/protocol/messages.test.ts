import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { PREDICT_LIMIT } from './inspection.ts';
import { type Command, commandSchema, PIXELS_LIMIT } from './messages.ts';

const boot: Command = { type: 'boot', backend: 'auto', dataUrl: 'http://localhost:4173/data/', threads: 0 };
const start: Command = {
  type: 'start',
  runId: 1,
  experiment: DEFAULT_EXPERIMENT,
  until: 'end',
  withoutShards: [],
};
const pixels: Command = { type: 'pixels', requestId: 1, source: 'train', indices: Uint32Array.of(0, 59_999) };
const DATASET_IMAGE = { kind: 'dataset', source: 'test', index: 3 } as const;
const OWN_IMAGE = { kind: 'own', pixels: new Uint8Array(784).fill(7) } as const;
const inspect: Command = {
  type: 'inspect',
  requestId: 4,
  runId: 1,
  weights: 'latest',
  question: { kind: 'predict', images: [DATASET_IMAGE, OWN_IMAGE] },
};

describe('commandSchema', () => {
  it.each<Command>([
    boot,
    { type: 'retryData' },
    start,
    { ...start, until: 'step', withoutShards: [0, 11] },
    { type: 'continue', runId: 2, until: 'epoch' },
    { type: 'pause', runId: 2 },
    { type: 'stop', runId: 2 },
    { type: 'reset', runId: 2 },
    { type: 'adjust', runId: 2, learningRate: 0.01 },
    { type: 'adjust', runId: 2, weightDecay: 0.01, dropoutScale: 0 },
    { type: 'backToBest', runId: 2 },
    { type: 'evaluateTest', runId: 2 },
    pixels,
    inspect,
    { ...inspect, weights: 'best', question: { kind: 'layers', image: DATASET_IMAGE } },
    { ...inspect, question: { kind: 'gradCam', image: OWN_IMAGE } },
    { ...inspect, question: { kind: 'occlusion', image: OWN_IMAGE, label: 9, patch: 128 } },
    { type: 'watchLayers', runId: 1, image: OWN_IMAGE },
    { type: 'watchLayers', runId: 1 },
    { ...inspect, question: { kind: 'embedding' } },
    { ...inspect, question: { kind: 'nearest', image: OWN_IMAGE, count: 24 } },
    { type: 'watchEmbedding', runId: 1, isOn: true },
  ])('lets $type through unchanged', (command) => {
    expect(commandSchema.parse(command)).toEqual(command);
  });

  it.each<[string, unknown]>([
    ['a type nobody knows', { type: 'format' }],
    ['no type', { runId: 1 }],
    ['a field nobody knows', { type: 'pause', runId: 1, hard: true }],
    ['run 0', { type: 'pause', runId: 0 }],
    ['a run that is not a whole number', { type: 'pause', runId: 1.5 }],
    ['a backend nobody knows', { ...boot, backend: 'webgl' }],
    ['a relative data address', { ...boot, dataUrl: 'data/' }],
    ['fewer than no threads', { ...boot, threads: -1 }],
    ['more threads than any machine gives a page', { ...boot, threads: 65 }],
    ['an experiment out of bounds', { ...start, experiment: { ...DEFAULT_EXPERIMENT, epochs: 201 } }],
    ['a batch larger than the data', { ...start, experiment: { ...DEFAULT_EXPERIMENT, trainImages: 100 } }],
    ['a stretch nobody knows', { ...start, until: 'year' }],
    ['a shard below the first', { ...start, withoutShards: [-1] }],
    ['a learning rate of 0', { type: 'adjust', runId: 1, learningRate: 0 }],
    ['a learning rate above 1', { type: 'adjust', runId: 1, learningRate: 1.01 }],
    ['a learning rate that is not a number', { type: 'adjust', runId: 1, learningRate: Number.NaN }],
    ['a dropout of three times as much', { type: 'adjust', runId: 1, dropoutScale: 3 }],
    ['a setting that needs a restart', { type: 'adjust', runId: 1, batchSize: 32 }],
    ['pixels of a source nobody knows', { ...pixels, source: 'validation' }],
    ['image indices in a plain list', { ...pixels, indices: [1, 2] }],
    [
      'an image of a negative number',
      { ...inspect, question: { kind: 'layers', image: { ...DATASET_IMAGE, index: -1 } } },
    ],
    [
      'a picture of another size',
      { type: 'watchLayers', runId: 1, image: { kind: 'own', pixels: new Uint8Array(785) } },
    ],
    ['a question about no image', { ...inspect, question: { kind: 'predict', images: [] } }],
    [
      'a question about more images than are answered at once',
      { ...inspect, question: { kind: 'predict', images: new Array(PREDICT_LIMIT + 1).fill(DATASET_IMAGE) } },
    ],
    ['an eleventh class', { ...inspect, question: { kind: 'gradCam', image: OWN_IMAGE, label: 10 } }],
    ['a patch that is no byte', { ...inspect, question: { kind: 'occlusion', image: OWN_IMAGE, patch: 256 } }],
    ['more near images than are sent', { ...inspect, question: { kind: 'nearest', image: OWN_IMAGE, count: 25 } }],
    ['weights nobody knows', { ...inspect, weights: 'worst' }],
    ['more images than one answer holds', { ...pixels, indices: new Uint32Array(PIXELS_LIMIT + 1) }],
  ])('refuses %s', (_, command) => {
    expect(commandSchema.safeParse(command).success).toBe(false);
  });

  it('takes as many images as one answer holds', () => {
    expect(commandSchema.safeParse({ ...pixels, indices: new Uint32Array(PIXELS_LIMIT) }).success).toBe(true);
  });
});
