import { storedExperiment } from '../experiment/read-experiment.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import { CHECKPOINT_VERSION, type Checkpoint } from '../protocol/checkpoint.ts';
import { RUN_HEADER_VERSION, RUN_HISTORY_VERSION, type RunRecord, type RunStatus } from './run-record.ts';

/** Runs of tests: small, whole, and different where asked. */

const FAKE_EXPERIMENT: Experiment = { ...DEFAULT_EXPERIMENT, trainImages: 64, batchSize: 16, epochs: 3 };

export function fakeKey(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

interface FakeRun {
  readonly key?: string;
  readonly step?: number;
  readonly savedAt?: number;
  readonly status?: RunStatus;
}

export function fakeRecord({
  key = fakeKey(1),
  step = 5,
  savedAt = 2000,
  status = 'running',
}: FakeRun = {}): RunRecord {
  const column = () => Float32Array.from({ length: step }, (_, index) => index + 0.5);
  return {
    header: {
      version: RUN_HEADER_VERSION,
      key,
      ...storedExperiment(FAKE_EXPERIMENT),
      withoutShards: [],
      createdAt: 1000,
      savedAt,
      status,
      step,
      trainingMs: step,
    },
    history: {
      version: RUN_HISTORY_VERSION,
      columns: { losses: column(), accuracies: column(), learningRates: column(), trainingMs: column() },
      evaluations: [],
      marks: [],
    },
  };
}

/** @param weights how many parameters; there are twice as many values in the optimiser */
export function fakeCheckpoint(step = 5, weights = 4): Checkpoint {
  return {
    version: CHECKPOINT_VERSION,
    ...storedExperiment(FAKE_EXPERIMENT),
    withoutShards: [],
    device: 'wasm, kernels simd',
    step,
    evaluatedEpochs: Math.floor(step / 4),
    trainingMs: step,
    learningRate: 0.001,
    weightDecay: 0,
    dropoutScale: 1,
    plateau: { bestLoss: Number.POSITIVE_INFINITY, epochsWithoutImprovement: 0 },
    epochsSinceBest: 0,
    weights: new Float32Array(weights).fill(step),
    slots: new Float32Array(2 * weights).fill(-step),
  };
}
