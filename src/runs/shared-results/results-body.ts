import { storedExperiment } from '../../experiment/read-experiment.ts';
import { type Experiment, stepsPerEpoch } from '../../experiment/schema.ts';
import { RUN_HEADER_VERSION, RUN_HISTORY_VERSION, type RunHeader, type RunRecord } from '../run-record.ts';
import { type ByteReader, DamagedResults } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { keptSteps, readCurve, writeCurve } from './curve-code.ts';
import { readEvaluations, writeEvaluations } from './evaluations-code.ts';
import { readMarks, writeMarks } from './marks-code.ts';
import { bestOf, epochsOf } from './measured-epochs.ts';
import {
  ADAPTER_LIMIT_BYTES,
  BACKEND_CODES,
  ENDING_CODES,
  SHARED_STEPS_LIMIT,
  type SharedExtent,
  STATUS_CODES,
} from './results-format.ts';
import type { Kept } from './thinning.ts';

/** The body of version 1 of results, without its checksum. */

const SHARDS_LIMIT = 64;

export interface SharedRun {
  readonly record: RunRecord;
  readonly extent: SharedExtent;
}

export function writeBody(
  { header, history }: RunRecord,
  { curveSteps, evaluations, marks }: Kept,
): {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly extent: SharedExtent;
} {
  const writer = new ByteWriter();
  const { step, experiment } = header;
  const steps = keptSteps(history.columns, curveSteps);
  const extent: SharedExtent = {
    steps: step,
    keptSteps: steps.length,
    epochs: epochsOf(history.evaluations).length,
    keptEpochs: epochsOf(evaluations).length,
    marks: history.marks.length,
    keptMarks: marks.length,
  };
  writeEnd(writer, header);
  for (const count of [extent.keptSteps, extent.epochs, extent.marks, extent.keptMarks]) writer.count(count);
  writeCurve(writer, history.columns, steps, experiment);
  writeEvaluations(writer, evaluations);
  writeMarks(writer, marks);
  return { body: writer.written(), extent };
}

/**
 * Throws `DamagedResults` for what is no run of this experiment.
 * @param key of the record; a link says neither whose a run is nor when it was made
 */
export function readBody(reader: ByteReader, experiment: Experiment, key: string): SharedRun {
  const end = readEnd(reader, experiment);
  const { step, withoutShards } = end;
  const keptStepCount = reader.count(step);
  const epochs = reader.count(experiment.epochs + 1);
  // As many as there may have been; those that are there take bytes.
  const marks = reader.count(Number.MAX_SAFE_INTEGER);
  const keptMarks = reader.count(Math.min(marks, 1000));
  const columns = readCurve(reader, step, keptStepCount, experiment);
  const evaluations = readEvaluations(reader, experiment, step, withoutShards.length === 0);
  const keptEpochs = epochsOf(evaluations).length;
  if (keptEpochs > epochs) throw new DamagedResults('there are more epochs than the run had');
  const marksRead = readMarks(reader, keptMarks, step, experiment);
  const history = { version: RUN_HISTORY_VERSION, columns, evaluations, marks: marksRead } as const;
  if (!reader.isAtEnd) throw new DamagedResults('there is something after the end of the run');
  const best = bestOf(evaluations, experiment.judge);
  const header: RunHeader = {
    version: RUN_HEADER_VERSION,
    key,
    ...storedExperiment(experiment),
    createdAt: 0,
    savedAt: 0,
    ...end,
    trainingMs: columns.trainingMs.at(-1) ?? 0,
    ...(best && { best }),
  };
  return {
    record: { header, history },
    extent: { steps: step, keptSteps: keptStepCount, epochs, keptEpochs, marks, keptMarks },
  };
}

function writeEnd(writer: ByteWriter, { status, ending, step, withoutShards, device }: RunHeader): void {
  writer.byte(STATUS_CODES.indexOf(status));
  writer.byte(ENDING_CODES.indexOf(ending ?? 'none'));
  writer.count(step);
  writer.byte(withoutShards.length);
  writer.bytes(withoutShards);
  writer.byte(device === undefined ? 0 : 1);
  if (device === undefined) return;
  writer.byte(BACKEND_CODES.indexOf(device.backend));
  writer.count(device.threads);
  writer.text(device.adapter, ADAPTER_LIMIT_BYTES);
}

function readEnd(reader: ByteReader, experiment: Experiment) {
  const status = reader.oneOf(STATUS_CODES);
  const ending = reader.oneOf(ENDING_CODES);
  const step = reader.count(Math.min(SHARED_STEPS_LIMIT, stepsPerEpoch(experiment) * experiment.epochs));
  const withoutShards = Array.from({ length: reader.count(SHARDS_LIMIT) }, () => reader.count(SHARDS_LIMIT - 1));
  const device = reader.byte() === 0 ? undefined : readDevice(reader);
  return { status, ...(ending !== 'none' && { ending }), step, withoutShards, ...(device && { device }) };
}

function readDevice(reader: ByteReader): NonNullable<RunHeader['device']> {
  const backend = reader.oneOf(BACKEND_CODES);
  const threads = Math.max(1, reader.count(1024));
  // Without anything that would change how the sentence around it is shown.
  const adapter = reader.text(ADAPTER_LIMIT_BYTES).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return { backend, threads, adapter };
}
