import { CLASS_COUNT } from '../core/classes.ts';
import { fillRandomWords, wordToUnit } from '../core/philox.ts';
import { storedExperiment } from '../experiment/read-experiment.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import { CHECKPOINT_VERSION } from '../protocol/checkpoint.ts';
import {
  RUN_HEADER_VERSION,
  RUN_HISTORY_VERSION,
  type RunRecord,
  type RunStatus,
  type StoredEvaluation,
} from '../runs/run-record.ts';
import { checkpointSizes } from './checkpoint-shape.ts';
import type { RunFile } from './run-file.ts';

/** A small run of tests with something of everything a run can have, of the network with the fewest weights. */

const SEED = 7;

function fakeRandom(length: number, stream: number): Float32Array<ArrayBuffer> {
  const words = new Uint32Array(length);
  fillRandomWords(words, SEED, stream, 0);
  return Float32Array.from(words, (word) => wordToUnit(word) - 0.5);
}

const FAKE_FILE_EXPERIMENT: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  optimizer: 'momentum',
  schedule: 'plateau',
  trainImages: 64,
  batchSize: 16,
  epochs: 3,
};

function fakeEvaluation(split: StoredEvaluation['split'], epoch: number, images: number): StoredEvaluation {
  const actual = Uint8Array.from({ length: images }, (_, image) => image % CLASS_COUNT);
  const predicted = Uint8Array.from({ length: images }, (_, image) => (image % 3 === 0 ? 1 : image % CLASS_COUNT));
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  for (const [image, label] of actual.entries()) {
    const cell = label * CLASS_COUNT + (predicted[image] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const answers = {
    indices: Uint32Array.from(actual, (_, image) => 3 * image),
    actual,
    predicted,
    probabilities: Uint16Array.from(fakeRandom(images * CLASS_COUNT, epoch), (value) => (value + 0.5) * 0xffff),
  };
  const step = 4 * epoch;
  const bare = { split, epoch, step, isBest: false, trainingMs: 10 * step, counts };
  return epoch === 1 && split === 'train'
    ? { ...bare, loss: Number.POSITIVE_INFINITY }
    : { ...bare, loss: 1 / epoch, areas: Array.from({ length: CLASS_COUNT }, (_, label) => areaOf(label)), answers };
}

/** One of the classes has no images. */
function areaOf(label: number): number | null {
  return label === 9 ? null : 1 - label / 16;
}

export function fakeRunFile(status: RunStatus = 'paused'): RunFile {
  const step = 9;
  const column = (stream: number) => fakeRandom(step, stream).map((value) => value + 0.5);
  const sizes = checkpointSizes(FAKE_FILE_EXPERIMENT.network, FAKE_FILE_EXPERIMENT.optimizer);
  const record: RunRecord = {
    header: {
      version: RUN_HEADER_VERSION,
      key: '00000000-0000-4000-8000-00000000f11e',
      ...storedExperiment(FAKE_FILE_EXPERIMENT),
      withoutShards: [3],
      device: { backend: 'wasm', adapter: 'SIMD', threads: 2 },
      createdAt: 1_700_000_000_000,
      savedAt: 1_700_000_100_000,
      status,
      step,
      trainingMs: 90,
      best: { epoch: 1, accuracy: 0.7, loss: 1 },
    },
    history: {
      version: RUN_HISTORY_VERSION,
      columns: { losses: column(1), accuracies: column(2), learningRates: column(3), trainingMs: column(4) },
      evaluations: [1, 2].flatMap((epoch) => [
        fakeEvaluation('train', epoch, 20),
        fakeEvaluation('validation', epoch, 30),
      ]),
      marks: [
        { kind: 'setting', step: 2, name: 'learningRate', value: 0.01, cause: 'person' },
        { kind: 'restored', step: 8, epoch: 1 },
      ],
    },
  };
  return {
    record,
    checkpoint: {
      version: CHECKPOINT_VERSION,
      ...storedExperiment(FAKE_FILE_EXPERIMENT),
      withoutShards: [3],
      device: 'wasm, SIMD',
      step,
      evaluatedEpochs: 2,
      trainingMs: 90,
      learningRate: 0.01,
      weightDecay: 0,
      dropoutScale: 1,
      plateau: { bestLoss: Number.POSITIVE_INFINITY, epochsWithoutImprovement: 0 },
      epochsSinceBest: 1,
      weights: fakeRandom(sizes.weights, 5),
      slots: fakeRandom(sizes.slots, 6),
      best: { epoch: 1, step: 4, accuracy: 0.7, loss: 1, weights: fakeRandom(sizes.weights, 7) },
    },
  };
}
