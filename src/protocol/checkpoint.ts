import { z } from 'zod';
import { storedExperimentFields, upgradedWithExperiment } from '../experiment/read-experiment.ts';
import { type FormVersions, type Parsed, parsed } from '../experiment/stored-form.ts';

/**
 * All that decides how a run goes on: from it, on the same backend, a run continues to the bit as if it had never
 * stopped. Random numbers are functions of (seed, step), so the counters are their whole state.
 */

export const CHECKPOINT_VERSION = 2;

const CHECKPOINT_VERSIONS: FormVersions = {
  latest: CHECKPOINT_VERSION,
  // Experiments had no version of their own. In a run file the record says it, which holds the experiment for both.
  upgraders: { 1: (checkpoint) => ({ experimentVersion: 1, ...checkpoint }) },
};

/** Far above the largest network's 20 million parameters with two moments each. */
const LARGEST_COUNT = 100_000_000;

/** A loop: asking `every` of the largest network's 80 million numbers takes a second more. */
function areFinite(values: Float32Array): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

const floats = z
  .instanceof(Float32Array)
  .refine((values) => values.length <= LARGEST_COUNT)
  .refine((values) => areFinite(values), 'weights must be finite numbers');
const count = z.int().min(0);

const DEVICE_LIMIT = 200;

export const checkpointSchema = z.strictObject({
  version: z.literal(CHECKPOINT_VERSION),
  ...storedExperimentFields,
  withoutShards: z.array(z.int().min(0).max(63)).max(64).readonly(),
  /** Backend, and the build of its kernels: others round differently. */
  device: z.string().max(DEVICE_LIMIT),
  /** Steps taken. */
  step: count,
  /** Epochs trained and measured. */
  evaluatedEpochs: count,
  trainingMs: z.number().min(0),
  /** As they are now; a person or a plateau may have changed what the experiment says. */
  learningRate: z.number().min(0),
  weightDecay: z.number().min(0),
  dropoutScale: z.number().min(0),
  /** `bestLoss` is infinite before the first epoch. */
  plateau: z.strictObject({ bestLoss: z.union([z.number(), z.literal(Infinity)]), epochsWithoutImprovement: count }),
  /** Epochs since the best one. */
  epochsSinceBest: count,
  /** All parameters, moving averages included, one after the other in the order of the forward pass. */
  weights: floats,
  /** The optimiser's tensors: those of the first trainable parameter, of the second, and so on. */
  slots: floats,
  best: z
    .strictObject({
      epoch: count,
      step: count,
      accuracy: z.number().min(0).max(1),
      loss: z.number(),
      weights: floats,
    })
    .optional(),
});

export type Checkpoint = Readonly<z.infer<typeof checkpointSchema>>;

/** @param data a checkpoint as any version stored it */
export function parseCheckpoint(data: unknown): Parsed<Checkpoint> {
  const checkpoint = upgradedWithExperiment(data, CHECKPOINT_VERSIONS);
  return checkpoint.ok ? parsed(checkpointSchema, checkpoint.value) : checkpoint;
}

/** Backend and build of its kernels, as a checkpoint names them: results are the same to the bit only within one. */
export function deviceName({ backend, adapter }: { readonly backend: string; readonly adapter: string }): string {
  return `${backend}, ${adapter}`.slice(0, DEVICE_LIMIT);
}
