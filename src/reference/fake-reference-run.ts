import { CLASS_COUNT } from '../core/classes.ts';
import type { NetworkId } from '../core/networks.ts';
import { referenceRecipe } from '../experiment/presets.ts';
import { storedExperiment } from '../experiment/read-experiment.ts';
import { type Experiment, stepsPerEpoch } from '../experiment/schema.ts';
import { type Measured, REFERENCE_RUN_VERSION, type ReferenceRun } from './reference-run.ts';

/** Reference runs of tests: whole, of the network's recipe, and different where asked. */

/** So many images a class, `wrong` of each mistaken for the next class. */
export function fakeMeasured(perClass: number, wrong: number, loss = 0.25): Measured {
  const counts = new Array<number>(CLASS_COUNT * CLASS_COUNT).fill(0);
  for (let label = 0; label < CLASS_COUNT; label++) {
    counts[label * CLASS_COUNT + label] = perClass - wrong;
    counts[label * CLASS_COUNT + ((label + 1) % CLASS_COUNT)] = wrong;
  }
  return { loss, counts };
}

interface FakeReference {
  readonly network?: NetworkId;
  readonly change?: Partial<Experiment>;
  readonly epochs?: number;
  /** Of 1,000 test images a class. */
  readonly wrongTests?: number;
}

export function fakeReferenceRun({
  network = 'conv2dsimple',
  change = {},
  wrongTests = 70,
  ...given
}: FakeReference = {}): ReferenceRun {
  const experiment = { ...referenceRecipe(network), ...change };
  const epochs = given.epochs ?? experiment.epochs;
  const stride = 5;
  const points = Math.ceil((epochs * stepsPerEpoch(experiment)) / stride);
  return {
    version: REFERENCE_RUN_VERSION,
    id: `${network}-seed-${experiment.seed}`,
    key: '00000000-0000-4000-8000-000000000001',
    ...storedExperiment(experiment),
    commit: '0123456789abcdef0123456789abcdef01234567',
    modified: false,
    finishedAt: 1_700_000_000_000,
    device: {
      backend: 'wasm',
      adapter: 'kernels simd',
      threads: 2,
      runtime: 'Chromium 156',
      processor: 'a processor',
      cores: 2,
    },
    seconds: { training: 300, total: 400 },
    ending: 'epochs',
    epochs: Array.from({ length: epochs }, (_, index) => ({
      learningRate: index < 10 ? 0.001 : 0.0005,
      trainingMs: 10_000 * (index + 1),
      train: fakeMeasured(1200, 10),
      validation: fakeMeasured(1200, 90),
    })),
    curve: {
      stride,
      losses: Array.from({ length: points }, (_, index) => index),
      accuracies: new Array<number>(points).fill(0.5),
    },
    test: { epoch: 12, ...fakeMeasured(1000, wrongTests) },
  };
}
