import { CLASS_COUNT } from '../../core/classes.ts';
import { fillRandomWords, wordToUnit } from '../../core/philox.ts';
import { splitSizes } from '../../core/split-sizes.ts';
import { storedExperiment } from '../../experiment/read-experiment.ts';
import { DEFAULT_EXPERIMENT, type Experiment, stepsPerEpoch } from '../../experiment/schema.ts';
import { fakeKey } from '../fake-run.ts';
import { RUN_HEADER_VERSION, RUN_HISTORY_VERSION, type RunRecord, type StoredEvaluation } from '../run-record.ts';

/** Runs of tests as large and as noisy as real ones: matrices that count the right images, losses that fall and spread. */

export function fakeSharedRun(change: Partial<Experiment> = {}, seed = 1): RunRecord {
  const experiment: Experiment = { ...DEFAULT_EXPERIMENT, ...change };
  const perEpoch = stepsPerEpoch(experiment);
  const step = perEpoch * experiment.epochs;
  const noise = new Uint32Array(step);
  fillRandomWords(noise, seed, 99, 0);
  const column = (value: (index: number, unit: number) => number) =>
    Float32Array.from(noise, (word, index) => value(index, wordToUnit(word)));
  const imagesAt = (index: number) =>
    Math.min(experiment.batchSize, experiment.trainImages - (index % perEpoch) * experiment.batchSize);
  const trainingMs = column((index, unit) => 47 * (index + 1) + 30 * unit);
  const evaluations: StoredEvaluation[] = [];
  for (let epoch = 1; epoch <= experiment.epochs; epoch++) {
    for (const split of ['train', 'validation'] as const) {
      evaluations.push(evaluationOf(experiment, split, epoch, seed, trainingMs));
    }
  }
  evaluations.push({ ...evaluationOf(experiment, 'test', experiment.epochs, seed, trainingMs), isBest: true });
  return {
    header: {
      version: RUN_HEADER_VERSION,
      key: fakeKey(1),
      ...storedExperiment(experiment),
      withoutShards: [],
      device: { backend: 'wasm', adapter: 'SIMD', threads: 2 },
      createdAt: 1000,
      savedAt: 2000,
      status: 'finished',
      ending: 'epochs',
      step,
      trainingMs: trainingMs.at(-1) ?? 0,
    },
    history: {
      version: RUN_HISTORY_VERSION,
      columns: {
        losses: column((index, unit) => 2.3 * 0.5 ** (index / 300) + 0.3 + 0.2 * unit),
        accuracies: column((index, unit) => Math.floor(imagesAt(index) * (0.5 + 0.5 * unit)) / imagesAt(index)),
        learningRates: column((index) => (index < step / 2 ? experiment.learningRate : experiment.learningRate / 2)),
        trainingMs,
      },
      evaluations,
      marks: [{ kind: 'setting', step: step >> 1, name: 'learningRate', value: 0.0005, cause: 'person' }],
    },
  };
}

function evaluationOf(
  experiment: Experiment,
  split: StoredEvaluation['split'],
  epoch: number,
  seed: number,
  trainingMs: Float32Array,
): StoredEvaluation {
  const cells = CLASS_COUNT * CLASS_COUNT;
  const words = new Uint32Array(cells);
  fillRandomWords(words, seed, split === 'train' ? 100 : 101, epoch);
  const wrongShare = 0.05 + 0.4 / (epoch + 1);
  const counts = new Uint32Array(cells);
  for (const [actual, images] of splitSizes(experiment)[split].entries()) {
    let left = images;
    for (let predicted = 0; predicted < CLASS_COUNT; predicted++) {
      const cell = actual * CLASS_COUNT + predicted;
      // Some classes are taken for each other much more often than others.
      const likeness = ((actual * 7 + predicted * 3) % 5) ** 2 / 60;
      const wrong = Math.floor(images * wrongShare * likeness * wordToUnit(words[cell] ?? 0));
      if (actual === predicted) continue;
      counts[cell] = Math.min(left, wrong);
      left -= counts[cell] ?? 0;
    }
    counts[actual * (CLASS_COUNT + 1)] = left;
  }
  const step = epoch * stepsPerEpoch(experiment);
  const loss = Math.fround(wrongShare * 2 + wordToUnit(words[0] ?? 0) / 10);
  return { split, epoch, step, isBest: false, trainingMs: trainingMs[step - 1] ?? 0, loss, counts };
}
