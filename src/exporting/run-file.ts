import { z } from 'zod';
import type { FormVersions } from '../experiment/stored-form.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { RunRecord } from '../runs/run-record.ts';

/**
 * A run as one file, `NAME.fittingroom`: a zip archive that any tool opens.
 *
 * - `manifest.json`: format and version; the run's header, evaluations and marks; where the checkpoint stands. JSON has no
 *   NaN and no infinities: they are written as texts.
 * - The arrays of run-file-arrays.ts. How long each is follows from the manifest, and nothing else may be in the archive.
 *
 * The record and the checkpoint in it are those of the store, each of its own version. A breaking change of the rest raises
 * `version` and brings an upgrader.
 */
export const RUN_FILE_FORMAT = 'fitting-room run';
export const RUN_FILE_VERSION = 2;

export const RUN_FILE_VERSIONS: FormVersions = {
  latest: RUN_FILE_VERSION,
  // There was one version of histories only.
  upgraders: { 1: (manifest) => ({ ...manifest, historyVersion: 1 }) },
};

export const RUN_FILE_ENDING = '.fittingroom';
/** Of the file, and of all that is in it unpacked. */
export const RUN_FILE_LIMIT = 300_000_000;
export const MANIFEST_NAME = 'manifest.json';
/** Two thousand evaluations and four thousand marks take a quarter of it. */
export const MANIFEST_LIMIT = 4_000_000;

export interface RunFile {
  readonly record: RunRecord;
  /** Where an unfinished run is gone on with; of an ended one its weights, without what the optimiser remembers. */
  readonly checkpoint: Checkpoint | undefined;
}

/**
 * - `too-large`: over the limit
 * - `not-a-run`: some other file; `tfjs-model`, `keras-model` and `other-model`: a network of another library;
 *   `table`: a history saved for spreadsheets and scripts; `picture`: that
 * - `too-new`: of a version that this page doesn't know
 * - `damaged`: not as it was written
 * - `invalid`: holds what no run can have
 */
export type RunFileFaultCode =
  | 'too-large'
  | 'not-a-run'
  | 'tfjs-model'
  | 'keras-model'
  | 'other-model'
  | 'table'
  | 'picture'
  | 'too-new'
  | 'damaged'
  | 'invalid';

interface RunFileFault {
  readonly code: RunFileFaultCode;
  /** What is wrong and where, for the details line. */
  readonly message: string;
}

export type ReadRunFile =
  | { readonly ok: true; readonly value: RunFile }
  | { readonly ok: false; readonly fault: RunFileFault };

const count = z.int().min(0);

/** Any number, as `numberText` writes it. */
const anyNumber = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]).transform((value) => Number(value));

export function numberText(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

const evaluationSchema = z.strictObject({
  split: z.unknown(),
  epoch: z.unknown(),
  step: z.unknown(),
  isBest: z.unknown(),
  trainingMs: z.unknown(),
  loss: anyNumber,
  areas: z.unknown().optional(),
  /** How many images its answers are of; missing without answers. */
  answers: count.optional(),
});

/** Only what reading the arrays takes; record and checkpoint are checked by their own schemas once they are whole. */
export const manifestSchema = z.strictObject({
  format: z.literal(RUN_FILE_FORMAT),
  version: z.literal(RUN_FILE_VERSION),
  historyVersion: z.unknown(),
  header: z.looseObject({ step: count, best: z.looseObject({ loss: anyNumber }).optional() }),
  evaluations: z.array(evaluationSchema),
  marks: z.unknown(),
  checkpoint: z
    .looseObject({
      plateau: z.looseObject({ bestLoss: anyNumber }),
      /** How many numbers the optimiser remembers; 0 once the run has ended. */
      optimiserValues: count,
      weightValues: count,
      best: z.looseObject({}).optional(),
    })
    .optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
