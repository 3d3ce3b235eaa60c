import { z } from 'zod';
import { CLASS_COUNT } from '../core/classes.ts';
import { storedExperimentFields, upgradedWithExperiment } from '../experiment/read-experiment.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import { type FormVersions, type Parsed, parsed } from '../experiment/stored-form.ts';

/**
 * One run of `npm run reproduce` as its file in `public/reference/` has it: what was trained, on what, and all that was
 * measured. The script writes it, the page and `--check` read it.
 */

/** Far above what a row may take of the repository. */
export const FILE_LIMIT_BYTES = 300_000;
const CURVE_LIMIT = 20_000;

/** Also a file's name without its ending. */
const runId = z.string().regex(/^[a-z0-9-]{1,80}$/);
const count = z.int().min(0);

/** `counts[actual * 10 + predicted]` of one split at one moment, network in inference mode. */
const measuredSchema = z.strictObject({
  loss: z.number().min(0),
  counts: z
    .array(count)
    .length(CLASS_COUNT * CLASS_COUNT)
    .readonly(),
  /** The area under the ROC curve of each class; missing in runs from before they were kept. */
  areas: z.array(z.number().min(0).max(1).nullable()).length(CLASS_COUNT).readonly().optional(),
});
export type Measured = Readonly<z.infer<typeof measuredSchema>>;

const epochSchema = z.strictObject({
  /** The base rate that the epoch's steps had; a plateau lowers it between epochs. */
  learningRate: z.number().min(0).max(1),
  /** Time spent training so far, without evaluations. */
  trainingMs: z.number().min(0),
  /** As many fixed training images as there are for validation. */
  train: measuredSchema,
  validation: measuredSchema,
});

const deviceSchema = z.strictObject({
  backend: z.enum(['webgpu', 'wasm']),
  adapter: z.string().max(200),
  threads: z.int().min(1).max(1024),
  /** For example `Chromium 156.0.1`. */
  runtime: z.string().max(200),
  processor: z.string().max(200),
  cores: z.int().min(1).max(4096),
});

const weightsSchema = z.strictObject({
  file: z.string().regex(/^[a-z0-9-]{1,80}\.f16$/),
  /** Half-precision numbers, little-endian, in the order of a checkpoint's weights. */
  format: z.literal('float16'),
  parameters: z.int().min(1).max(10_000_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The test set measured again with the rounded weights. */
  test: measuredSchema,
});

export const REFERENCE_RUN_VERSION = 2;

const REFERENCE_RUN_VERSIONS: FormVersions = {
  latest: REFERENCE_RUN_VERSION,
  // Experiments had no version of their own.
  upgraders: { 1: (run) => ({ ...run, experimentVersion: 1 }) },
};

const referenceRunSchema = z
  .strictObject({
    version: z.literal(REFERENCE_RUN_VERSION),
    id: runId,
    /** As a stored run's. */
    key: z.uuid(),
    ...storedExperimentFields,
    /** Of the code that trained it. */
    commit: z.string().regex(/^[0-9a-f]{40}$/),
    /** That code had changes that no commit holds. */
    modified: z.boolean(),
    /** Milliseconds since 1970. */
    finishedAt: z.number().min(0),
    device: deviceSchema,
    seconds: z.strictObject({
      training: z.number().min(0),
      /** With evaluations, checkpoints and the start; all sessions of a run that was interrupted. */
      total: z.number().min(0),
    }),
    /** `early-stopping`: validation accuracy had not improved for `experiment.earlyStoppingPatience` epochs. */
    ending: z.enum(['epochs', 'early-stopping']),
    epochs: z.array(epochSchema).min(1).max(200).readonly(),
    /** Of the training batches, dropout active: each value is the mean of `stride` steps, the last of those left over. */
    curve: z.strictObject({
      stride: z.int().min(1).max(1000),
      losses: z.array(z.number().min(0)).max(CURVE_LIMIT).readonly(),
      accuracies: z.array(z.number().min(0).max(1)).max(CURVE_LIMIT).readonly(),
    }),
    /** Measured once, at the end, with the weights of the best epoch on the validation images. */
    test: measuredSchema.extend({ epoch: z.int().min(1) }),
    weights: weightsSchema.optional(),
  })
  .refine(({ epochs, experiment }) => epochs.length <= experiment.epochs, 'more epochs than the experiment has')
  .refine(({ epochs, test }) => test.epoch <= epochs.length, 'tested with an epoch that was not trained')
  .refine(({ epochs, experiment, curve }) => {
    const points = Math.ceil((epochs.length * stepsPerEpoch(experiment)) / curve.stride);
    return curve.losses.length === points && curve.accuracies.length === points;
  }, 'the curve is not as long as the run');

export type ReferenceRun = Readonly<z.infer<typeof referenceRunSchema>>;

/** @param data a reference run as any version wrote it */
export function parseReferenceRun(data: unknown): Parsed<ReferenceRun> {
  const run = upgradedWithExperiment(data, REFERENCE_RUN_VERSIONS);
  return run.ok ? parsed(referenceRunSchema, run.value) : run;
}

/** `public/reference/index.json`: which runs there are, so that a page asks for no file that is missing. */
const referenceIndexSchema = z.strictObject({
  version: z.literal(1),
  runs: z.array(runId).max(200).readonly(),
});
export type ReferenceIndex = Readonly<z.infer<typeof referenceIndexSchema>>;

export function parseReferenceIndex(data: unknown): Parsed<ReferenceIndex> {
  return parsed(referenceIndexSchema, data);
}
