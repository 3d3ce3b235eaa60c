import { z } from 'zod';
import { CLASS_COUNT } from '../core/classes.ts';
import { LIVE_FIELD_NAMES } from '../experiment/fields.ts';
import { storedExperimentFields, upgradedWithExperiment } from '../experiment/read-experiment.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import { type FormVersions, type Parsed, parsed, upgradedForm, within } from '../experiment/stored-form.ts';

/**
 * What is kept of a run, in two parts that are written together: the header, all that a list of runs shows, and the
 * history, what is shown of one. Weights are kept apart, as a `Checkpoint`; they are by far the largest and go first when
 * room runs out. Both parts carry a version: a breaking change raises it and brings an upgrader.
 */
export const RUN_HEADER_VERSION = 2;
export const RUN_HISTORY_VERSION = 2;

const HEADER_VERSIONS: FormVersions = {
  latest: RUN_HEADER_VERSION,
  // Experiments had no version of their own.
  upgraders: { 1: (header) => ({ ...header, experimentVersion: 1 }) },
};

const HISTORY_VERSIONS: FormVersions = {
  latest: RUN_HISTORY_VERSION,
  // Evaluations had no areas.
  upgraders: { 1: (history) => history },
};

/** As many as one epoch of the dataset's larger file has images. */
const IMAGES_LIMIT = 60_000;
/** Train and validation after each of 200 epochs, and the test set now and then. */
export const EVALUATIONS_LIMIT = 2048;
export const MARKS_LIMIT = 4096;
export const NAME_LIMIT = 60;
export const NOTE_LIMIT = 500;

const count = z.int().min(0);
/** Milliseconds since 1970. */
const moment = z.number().min(0);
/** A diverging run measures what is no number; it is kept as it was. */
const anyNumber = z.custom<number>((value) => typeof value === 'number', 'must be a number');

/** As wide as the arrays of an evaluation on its way from the engine. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes');
const shorts = z.custom<Uint16Array>((value) => value instanceof Uint16Array, 'must be 16-bit numbers');
const integers = z.custom<Uint32Array>((value) => value instanceof Uint32Array, 'must be 32-bit numbers');

/** What a person says about a run. Each may be missing: records were written before there were any. */
const labelFields = {
  name: z.string().max(NAME_LIMIT).optional(),
  note: z.string().max(NOTE_LIMIT).optional(),
  /** Its weights are kept when others make room. */
  isStarred: z.boolean().optional(),
} as const;

const RUN_STATUSES = ['running', 'paused', 'finished', 'stopped', 'diverged', 'failed'] as const;

const runHeaderSchema = z.strictObject({
  version: z.literal(RUN_HEADER_VERSION),
  key: z.uuid(),
  /** Counted by the page that began it; missing in older records and in runs from elsewhere. */
  number: z.int().min(1).max(1e9).optional(),
  ...labelFields,
  ...storedExperimentFields,
  /** Train shards the person chose to go without. */
  withoutShards: z.array(z.int().min(0).max(63)).max(64).readonly(),
  /** What it was trained on; undefined when the engine had gone by then. */
  device: z
    .strictObject({
      backend: z.enum(['webgpu', 'wasm']),
      adapter: z.string().max(200),
      threads: z.int().min(1).max(1024),
    })
    .optional(),
  createdAt: moment,
  savedAt: moment,
  status: z.enum(RUN_STATUSES),
  /** Why it has finished. */
  ending: z.enum(['epochs', 'early-stopping']).optional(),
  /** Steps taken. */
  step: count,
  trainingMs: z.number().min(0),
  /** The best epoch on the validation images. */
  best: z.strictObject({ epoch: count, accuracy: z.number().min(0).max(1), loss: anyNumber }).optional(),
  /** The latest measurement on the test images. */
  test: z.strictObject({ epoch: count, accuracy: z.number().min(0).max(1), images: count }).optional(),
  /** What the history takes in the store, to about a hundredth. */
  historyBytes: count.optional(),
});

const labelsSchema = z.object(labelFields);

const markSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('setting'),
    step: count,
    name: z.enum(LIVE_FIELD_NAMES),
    value: z.number(),
    cause: z.enum(['person', 'plateau']),
  }),
  z.strictObject({ kind: z.literal('restored'), step: count, epoch: count }),
]);

const labels = bytes.refine((values) => values.every((label) => label < CLASS_COUNT), 'no such class');

const answersSchema = z
  .strictObject({
    indices: integers,
    actual: labels,
    predicted: labels,
    /** [images, 10] in units of 1/65535 */
    probabilities: shorts,
  })
  .refine(({ indices, actual, predicted, probabilities }) => {
    const images = indices.length;
    const areAsLong = actual.length === images && predicted.length === images;
    return areAsLong && images <= IMAGES_LIMIT && probabilities.length === images * CLASS_COUNT;
  }, 'the columns of the answers differ in length');

const evaluationSchema = z.strictObject({
  split: z.enum(['train', 'validation', 'test']),
  epoch: count,
  step: count,
  isBest: z.boolean(),
  trainingMs: z.number().min(0),
  loss: anyNumber,
  /** `counts[actual * 10 + predicted]` */
  counts: integers.refine(({ length }) => length === CLASS_COUNT * CLASS_COUNT, 'not 10 by 10 counts'),
  /** The area under the ROC curve of each class; missing where they were not yet kept, and in what came by link. */
  areas: z.array(z.number().min(0).max(1).nullable()).length(CLASS_COUNT).readonly().optional(),
  /** Kept for the newest of each split and the best of validation. */
  answers: answersSchema.optional(),
});

const column = z.instanceof(Float32Array);

const runHistorySchema = z.strictObject({
  version: z.literal(RUN_HISTORY_VERSION),
  /** One value a step each. */
  columns: z.strictObject({ losses: column, accuracies: column, learningRates: column, trainingMs: column }),
  evaluations: z.array(evaluationSchema).max(EVALUATIONS_LIMIT).readonly(),
  marks: z.array(markSchema).max(MARKS_LIMIT).readonly(),
});

const runRecordSchema = z
  .strictObject({ header: runHeaderSchema, history: runHistorySchema })
  .refine(({ header, history }) => {
    const { losses, accuracies, learningRates, trainingMs } = history.columns;
    return [losses, accuracies, learningRates, trainingMs].every(({ length }) => length === header.step);
  }, 'the columns are not as long as the run')
  .refine(
    ({ header: { step, experiment } }) => step <= stepsPerEpoch(experiment) * experiment.epochs,
    'more steps than the experiment has',
  );

export type RunHeader = Readonly<z.infer<typeof runHeaderSchema>>;
export type RunLabels = Readonly<z.infer<typeof labelsSchema>>;
export type RunStatus = RunHeader['status'];
export type RunRecord = Readonly<z.infer<typeof runRecordSchema>>;
export type StoredEvaluation = RunRecord['history']['evaluations'][number];

/** @param data a header as any version stored it */
export function parseRunHeader(data: unknown): Parsed<RunHeader> {
  const header = upgradedWithExperiment(data, HEADER_VERSIONS);
  return header.ok ? parsed(runHeaderSchema, header.value) : header;
}

/** @param data header and history as any version stored them */
export function parseRunRecord(data: { readonly header: unknown; readonly history: unknown }): Parsed<RunRecord> {
  const header = within('header', upgradedWithExperiment(data.header, HEADER_VERSIONS));
  if (!header.ok) return header;
  const history = within('history', upgradedForm(data.history, HISTORY_VERSIONS));
  if (!history.ok) return history;
  return parsed(runRecordSchema, { header: header.value, history: history.value });
}

/** The labels of a header as it was stored, whatever else there is wrong with it. */
export function labelsOf(header: unknown): RunLabels {
  const result = labelsSchema.safeParse(header);
  return result.success ? withoutEmpty(result.data) : {};
}

/** As they are stored: on one line, no longer than their limits, and without those that say nothing. */
export function tidyLabels({ name, note, isStarred }: RunLabels): RunLabels {
  return withoutEmpty({ name: oneLine(name, NAME_LIMIT), note: oneLine(note, NOTE_LIMIT), isStarred });
}

function withoutEmpty({ name, note, isStarred }: RunLabels): RunLabels {
  return { ...(name && { name }), ...(note && { note }), ...(isStarred && { isStarred }) };
}

/** The limit may fall between the two halves of a character. */
function oneLine(text: string | undefined, limit: number): string | undefined {
  return text
    ?.replace(/\s+/g, ' ')
    .slice(0, limit)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}

/** Whether there is more to train. */
export function isUnfinished({ status }: Pick<RunHeader, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}
