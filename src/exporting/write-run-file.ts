import { type Zippable, zipSync } from 'fflate';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import { isUnfinished, type RunRecord } from '../runs/run-record.ts';
import {
  MANIFEST_NAME,
  type Manifest,
  numberText,
  RUN_FILE_FORMAT,
  RUN_FILE_LIMIT,
  RUN_FILE_VERSION,
  type RunFile,
} from './run-file.ts';
import { bytesOf, type RunArrays } from './run-file-arrays.ts';

/** What had to be left out of a file that would have been too large. */
export type LeftOut = 'answers' | 'optimiser' | 'weights';

export interface WrittenRunFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly leftOut: readonly LeftOut[];
}

/** Weights look random to a packer: a tenth is not worth the seconds that tens of megabytes take. */
const UNPACKED = /^checkpoint/;

/** The earliest and the latest day that a zip archive can name. */
const ZIP_DAYS = [Date.UTC(1980, 0, 2), Date.UTC(2099, 11, 30)] as const;

/** A moment as near as an archive can name it. */
export function zipDay(moment: number): number {
  return Math.min(Math.max(moment, ZIP_DAYS[0]), ZIP_DAYS[1]);
}

/**
 * Writes a run as one file; run-file.ts says how it is made. The same run gives the same bytes.
 *
 * What goes in is decided by size: an ended run leaves out what its optimiser remembers, for nobody goes on with it; what
 * is too large all the same does without that too, then without answers, then without weights.
 */
export function writeRunFile({ record, checkpoint }: RunFile, limit = RUN_FILE_LIMIT): WrittenRunFile {
  let file: RunFile = {
    record,
    checkpoint: checkpoint && (isUnfinished(record.header) ? checkpoint : withoutOptimiser(checkpoint)),
  };
  const leftOut: LeftOut[] = [];
  const leaveOut = (what: LeftOut, smaller: RunFile) => {
    file = smaller;
    leftOut.push(what);
  };
  if (file.checkpoint && sizeOf(file) > limit && isUnfinished(file.record.header)) {
    leaveOut('optimiser', { record: ended(file.record), checkpoint: withoutOptimiser(file.checkpoint) });
  }
  if (sizeOf(file) > limit) leaveOut('answers', { ...file, record: withoutAnswers(file.record) });
  if (file.checkpoint && sizeOf(file) > limit) leaveOut('weights', withoutWeights(file));
  return { bytes: zipped(file), leftOut };
}

function zipped(file: RunFile): Uint8Array<ArrayBuffer> {
  const { header } = file.record;
  const mtime = zipDay(header.savedAt);
  const entries: Zippable = {
    [MANIFEST_NAME]: [new TextEncoder().encode(`${JSON.stringify(manifestOf(file))}\n`), {}],
  };
  for (const [name, values] of Object.entries(arraysOf(file))) {
    entries[name] = [bytesOf(values), { level: UNPACKED.test(name) ? 0 : 6 }];
  }
  return zipSync(entries, { mtime });
}

function manifestOf({ record: { header, history }, checkpoint }: RunFile): Manifest {
  const { best } = header;
  return {
    format: RUN_FILE_FORMAT,
    version: RUN_FILE_VERSION,
    historyVersion: history.version,
    header: { ...header, ...(best && { best: { ...best, loss: asNumber(numberText(best.loss)) } }) },
    evaluations: history.evaluations.map(({ counts: _, answers, loss, ...evaluation }) => ({
      ...evaluation,
      loss: asNumber(numberText(loss)),
      ...(answers && { answers: answers.indices.length }),
    })),
    marks: history.marks,
    ...(checkpoint && { checkpoint: manifestCheckpoint(checkpoint) }),
  };
}

function manifestCheckpoint(checkpoint: Checkpoint): NonNullable<Manifest['checkpoint']> {
  const { experimentVersion: _, experiment: __, withoutShards: ___, ...own } = checkpoint;
  const { weights, slots, best, plateau, ...rest } = own;
  const { weights: ____, ...bestRest } = best ?? {};
  return {
    ...rest,
    plateau: { ...plateau, bestLoss: asNumber(numberText(plateau.bestLoss)) },
    weightValues: weights.length,
    optimiserValues: slots.length,
    ...(best && { best: bestRest }),
  };
}

/** The manifest as it is read has numbers where the file has texts for those that JSON lacks. */
function asNumber(text: number | string): number {
  return text as number;
}

function arraysOf({ record: { history }, checkpoint }: RunFile): RunArrays {
  const { columns, evaluations } = history;
  const answered = evaluations.flatMap(({ answers }) => (answers === undefined ? [] : [answers]));
  return {
    'columns/losses.f32': columns.losses,
    'columns/accuracies.f32': columns.accuracies,
    'columns/learning-rates.f32': columns.learningRates,
    'columns/training-ms.f32': columns.trainingMs,
    'evaluations/counts.u32': joined(
      Uint32Array,
      evaluations.map(({ counts }) => counts),
    ),
    'answers/indices.u32': joined(
      Uint32Array,
      answered.map(({ indices }) => indices),
    ),
    'answers/actual.u8': joined(
      Uint8Array,
      answered.map(({ actual }) => actual),
    ),
    'answers/predicted.u8': joined(
      Uint8Array,
      answered.map(({ predicted }) => predicted),
    ),
    'answers/probabilities.u16': joined(
      Uint16Array,
      answered.map(({ probabilities }) => probabilities),
    ),
    ...(checkpoint && {
      'checkpoint/weights.f32': checkpoint.weights,
      'checkpoint/optimiser.f32': checkpoint.slots,
      ...(checkpoint.best && { 'checkpoint/best-weights.f32': checkpoint.best.weights }),
    }),
  };
}

function joined<Values extends Uint32Array | Uint16Array | Uint8Array>(
  Kind: new (length: number) => Values,
  parts: readonly ArrayLike<number>[],
): Values {
  const whole = new Kind(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** About what the file takes when nothing can be packed. */
function sizeOf(file: RunFile): number {
  const bytes = Object.values(arraysOf({ ...file, checkpoint: undefined })).reduce(
    (sum, { byteLength }) => sum + byteLength,
    0,
  );
  const { weights, slots, best } = file.checkpoint ?? {};
  const ofCheckpoint = [weights, slots, best?.weights].reduce((sum, values) => sum + (values?.byteLength ?? 0), 0);
  // The manifest and the archive's own directory: an evaluation or a mark takes about two hundred bytes.
  const { evaluations, marks } = file.record.history;
  return bytes + ofCheckpoint + 10_000 + 400 * (evaluations.length + marks.length);
}

function withoutOptimiser(checkpoint: Checkpoint): Checkpoint {
  return { ...checkpoint, slots: new Float32Array(0) };
}

function withoutAnswers({ header, history }: RunRecord): RunRecord {
  const evaluations = history.evaluations.map(({ answers: _, ...evaluation }) => evaluation);
  return { header, history: { ...history, evaluations } };
}

/** A run to look at, whose history is all there is of it. */
export function withoutWeights({ record }: RunFile): RunFile {
  return { record: ended(record), checkpoint: undefined };
}

/** A run that can no longer be gone on with. */
function ended({ header, history }: RunRecord): RunRecord {
  return { header: isUnfinished(header) ? { ...header, status: 'stopped' } : header, history };
}
