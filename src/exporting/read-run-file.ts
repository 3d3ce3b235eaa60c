import { z } from 'zod';
import { CLASS_COUNT } from '../core/classes.ts';
import { type Parsed, parsed, upgradedForm } from '../experiment/stored-form.ts';
import { type Checkpoint, parseCheckpoint } from '../protocol/checkpoint.ts';
import {
  EVALUATIONS_LIMIT,
  parseRunHeader,
  parseRunRecord,
  type RunHeader,
  type RunRecord,
} from '../runs/run-record.ts';
import { checkpointSizes } from './checkpoint-shape.ts';
import { checkpointProblem, recordProblem } from './run-bounds.ts';
import {
  MANIFEST_LIMIT,
  MANIFEST_NAME,
  type Manifest,
  manifestSchema,
  type ReadRunFile,
  RUN_FILE_FORMAT,
  RUN_FILE_LIMIT,
  RUN_FILE_VERSIONS,
  type RunFile,
  type RunFileFaultCode,
} from './run-file.ts';
import { ARRAY_NAMES, type ArrayName, type ArrayOf, arrayFrom, bytesPerValue } from './run-file-arrays.ts';
import { listEntries, readEntry, type ZipEntry, ZipError } from './zip-entries.ts';

/** Why a file is refused. */
class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RunFileFaultCode;

  constructor(code: RunFileFaultCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/**
 * Reads a run file from anywhere. Never throws: a file that is not entirely what a run of this version can be is refused
 * with the reason. Sizes are checked against what the run's own experiment says before anything is unpacked.
 */
export function readRunFile(file: Uint8Array<ArrayBuffer>): ReadRunFile {
  return answered(() => {
    if (file.length > RUN_FILE_LIMIT) {
      throw new Refusal('too-large', `${file.length} bytes, more than ${RUN_FILE_LIMIT}`);
    }
    if (file[0] !== 0x50 || file[1] !== 0x4b) throw new Refusal('not-a-run', 'it is no zip archive');
    return readWhole(listEntries(file, 1 + ARRAY_NAMES.length), RUN_FILE_LIMIT);
  });
}

/**
 * Reads a run whose entries lie in a larger archive. Never throws.
 * @param limit the most bytes it may be unpacked
 */
export function readRunEntries(entries: ReadonlyMap<string, ZipEntry>, limit: number): ReadRunFile {
  return answered(() => readWhole(entries, limit));
}

function answered(read: () => RunFile): ReadRunFile {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: { code: error.code, message: error.message } };
    if (error instanceof ZipError) return { ok: false, fault: { code: 'damaged', message: error.message } };
    throw error;
  }
}

function readWhole(entries: ReadonlyMap<string, ZipEntry>, limit: number): RunFile {
  const manifest = readManifest(entries);
  const arrays = readArrays(entries, manifest, limit);
  const record = recordOf(manifest, arrays);
  return { record, checkpoint: checkpointOf(manifest, arrays, record) };
}

function readManifest(entries: ReadonlyMap<string, ZipEntry>): Manifest {
  const entry = entries.get(MANIFEST_NAME);
  if (entry === undefined) throw new Refusal('not-a-run', `it holds no ${MANIFEST_NAME}`);
  const data = parseJson(readEntry(entry, MANIFEST_LIMIT));
  const head = z.object({ format: z.literal(RUN_FILE_FORMAT), version: z.int() }).safeParse(data);
  if (!head.success) throw new Refusal('not-a-run', `its ${MANIFEST_NAME} is of no run`);
  const manifest = read(parsed(manifestSchema, read(upgradedForm(data, RUN_FILE_VERSIONS))));
  if (manifest.evaluations.length > EVALUATIONS_LIMIT) throw new Refusal('invalid', 'too many evaluations');
  return manifest;
}

/** @param what the part that was looked at, in front of the reason it is refused for */
function read<Value>(result: Parsed<Value>, what = ''): Value {
  if (!result.ok) throw new Refusal(result.isNewer ? 'too-new' : 'invalid', `${what}${result.reason}`);
  return result.value;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Refusal('damaged', `its ${MANIFEST_NAME} can't be read`, error);
  }
}

class Arrays {
  readonly #arrays = new Map<ArrayName, ArrayOf<ArrayName>>();

  set(name: ArrayName, values: ArrayOf<ArrayName>): void {
    this.#arrays.set(name, values);
  }

  get<Name extends ArrayName>(name: Name): ArrayOf<Name> {
    // Each name was set with the array of its own kind.
    return (this.#arrays.get(name) ?? arrayFrom(name, new Uint8Array(0))) as ArrayOf<Name>;
  }
}

/** How many values each array has, as the manifest and its experiment say. */
function wantedValues(manifest: Manifest, header: RunHeader): Map<ArrayName, number> {
  const { evaluations, checkpoint } = manifest;
  const images = evaluations.reduce((sum, { answers = 0 }) => sum + answers, 0);
  const wanted = new Map<ArrayName, number>([
    ['columns/losses.f32', header.step],
    ['columns/accuracies.f32', header.step],
    ['columns/learning-rates.f32', header.step],
    ['columns/training-ms.f32', header.step],
    ['evaluations/counts.u32', evaluations.length * CLASS_COUNT * CLASS_COUNT],
    ['answers/indices.u32', images],
    ['answers/actual.u8', images],
    ['answers/predicted.u8', images],
    ['answers/probabilities.u16', images * CLASS_COUNT],
  ]);
  if (checkpoint === undefined) return wanted;
  const sizes = checkpointSizes(header.experiment.network, header.experiment.optimizer);
  if (checkpoint.weightValues !== sizes.weights || ![0, sizes.slots].includes(checkpoint.optimiserValues)) {
    throw new Refusal('invalid', `its network has ${sizes.weights} weights, not ${checkpoint.weightValues}`);
  }
  wanted.set('checkpoint/weights.f32', sizes.weights).set('checkpoint/optimiser.f32', checkpoint.optimiserValues);
  if (checkpoint.best !== undefined) wanted.set('checkpoint/best-weights.f32', sizes.weights);
  return wanted;
}

function readArrays(entries: ReadonlyMap<string, ZipEntry>, manifest: Manifest, limit: number): Arrays {
  const wanted = wantedValues(manifest, headerOf(manifest));
  const total = [...wanted].reduce((sum, [name, values]) => sum + values * bytesPerValue(name), 0);
  if (total > limit) throw new Refusal('too-large', `${total} bytes unpacked, more than ${limit}`);
  if (entries.size !== wanted.size + 1) throw new Refusal('invalid', 'it holds more or less than a run does');
  const arrays = new Arrays();
  for (const [name, values] of wanted) {
    const entry = entries.get(name);
    const bytes = values * bytesPerValue(name);
    if (entry?.size !== bytes) {
      throw new Refusal('invalid', `${name} has ${entry?.size ?? 0} bytes where the run needs ${bytes}`);
    }
    arrays.set(name, arrayFrom(name, readEntry(entry, bytes)));
  }
  return arrays;
}

function headerOf(manifest: Manifest): RunHeader {
  return read(parseRunHeader(manifest.header));
}

function recordOf(manifest: Manifest, arrays: Arrays): RunRecord {
  let firstImage = 0;
  const evaluations = manifest.evaluations.map(({ answers: images, ...evaluation }, index) => {
    const cells = CLASS_COUNT * CLASS_COUNT;
    const from = firstImage;
    const to = from + (images ?? 0);
    firstImage = to;
    const answers = {
      indices: arrays.get('answers/indices.u32').slice(from, to),
      actual: arrays.get('answers/actual.u8').slice(from, to),
      predicted: arrays.get('answers/predicted.u8').slice(from, to),
      probabilities: arrays.get('answers/probabilities.u16').slice(from * CLASS_COUNT, to * CLASS_COUNT),
    };
    const counts = arrays.get('evaluations/counts.u32').slice(index * cells, (index + 1) * cells);
    return { ...evaluation, counts, ...(images !== undefined && { answers }) };
  });
  const columns = {
    losses: arrays.get('columns/losses.f32'),
    accuracies: arrays.get('columns/accuracies.f32'),
    learningRates: arrays.get('columns/learning-rates.f32'),
    trainingMs: arrays.get('columns/training-ms.f32'),
  };
  const history = { version: manifest.historyVersion, columns, evaluations, marks: manifest.marks };
  const record = read(parseRunRecord({ header: manifest.header, history }));
  const problem = recordProblem(record);
  if (problem !== undefined) throw new Refusal('invalid', problem);
  return record;
}

function checkpointOf(manifest: Manifest, arrays: Arrays, record: RunRecord): Checkpoint | undefined {
  if (manifest.checkpoint === undefined) return undefined;
  const { weightValues: _, optimiserValues: __, best, ...rest } = manifest.checkpoint;
  const { experimentVersion, experiment, withoutShards } = record.header;
  const parts = {
    ...rest,
    experimentVersion,
    experiment,
    withoutShards,
    weights: arrays.get('checkpoint/weights.f32'),
    slots: arrays.get('checkpoint/optimiser.f32'),
    ...(best && { best: { ...best, weights: arrays.get('checkpoint/best-weights.f32') } }),
  };
  const checkpoint = read(parseCheckpoint(parts), 'checkpoint ');
  const problem = checkpointProblem(checkpoint, record);
  if (problem !== undefined) throw new Refusal('invalid', problem);
  return checkpoint;
}
