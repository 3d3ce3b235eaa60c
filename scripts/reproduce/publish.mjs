/** A run that has ended as the file that the page and `--check` read. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {import('../../src/reference/reference-run.ts').ReferenceRun} ReferenceRun
 * @typedef {typeof import('../../src/reference/reference-run.ts')} Schemas
 * @typedef {Schemas & Pick<typeof import('../../src/experiment/read-experiment.ts'), 'storedExperiment'>} Forms
 */

/** Steps that a value of the curve is the mean of: 75 values an epoch of the study's recipe. */
const STRIDE = 5;

/** @param {Float32Array} values */
function thinned(values) {
  return Array.from({ length: Math.ceil(values.length / STRIDE) }, (_, bin) => {
    const part = values.subarray(bin * STRIDE, (bin + 1) * STRIDE);
    return Number((part.reduce((sum, value) => sum + value, 0) / part.length).toPrecision(4));
  });
}

/**
 * @param {import('./train.mjs').Ended} ended
 * @param {import('../../src/protocol/messages.ts').Device} device
 * @param {string} runtime
 * @param {Forms} forms
 * @returns {ReferenceRun}
 */
export function referenceRunOf({ state, ending, test }, { backend, adapter, threads }, runtime, forms) {
  const { id, key, experiment, code, epochs } = state;
  return {
    version: forms.REFERENCE_RUN_VERSION,
    id,
    key,
    ...forms.storedExperiment(experiment),
    commit: code.commit,
    modified: code.modified,
    finishedAt: Date.now(),
    device: {
      backend,
      adapter,
      threads,
      runtime,
      processor: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
    },
    seconds: {
      training: Math.round((epochs.at(-1)?.trainingMs ?? 0) / 1000),
      total: Math.round(state.seconds),
    },
    ending,
    epochs,
    curve: { stride: STRIDE, losses: thinned(state.losses), accuracies: thinned(state.accuracies) },
    test,
  };
}

/**
 * @template Value
 * @param {import('../../src/experiment/stored-form.ts').Parsed<Value>} result
 * @param {string} name
 * @returns {Value}
 */
function readable(result, name) {
  if (!result.ok) throw new Error(`${name}: ${result.reason}`);
  return result.value;
}

/**
 * Writes the run and the list of all runs of its folder.
 * @param {string} folder
 * @param {ReferenceRun} run
 * @param {Schemas} schemas
 */
export function writeRun(folder, run, { parseReferenceRun, FILE_LIMIT_BYTES }) {
  const text = `${JSON.stringify(readable(parseReferenceRun(run), run.id))}\n`;
  if (text.length > FILE_LIMIT_BYTES) throw new Error(`${run.id} takes ${text.length} bytes`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${run.id}.json`);
  writeFileSync(file, text);
  const runs = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'index.json')
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
  writeFileSync(join(folder, 'index.json'), `${JSON.stringify({ version: 1, runs })}\n`);
  return file;
}

/**
 * @param {string} folder
 * @param {string} id
 * @param {Schemas} schemas
 * @returns {ReferenceRun | undefined} undefined when there is none
 */
export function readRun(folder, id, { parseReferenceRun, FILE_LIMIT_BYTES }) {
  const file = join(folder, `${id}.json`);
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  if (text.length > FILE_LIMIT_BYTES) throw new Error(`${id} takes ${text.length} bytes`);
  return readable(parseReferenceRun(JSON.parse(text)), id);
}

/**
 * All that the list names.
 * @param {string} folder
 * @param {Schemas} schemas
 */
export function readRuns(folder, schemas) {
  const list = join(folder, 'index.json');
  if (!existsSync(list)) return [];
  const { runs } = readable(schemas.parseReferenceIndex(JSON.parse(readFileSync(list, 'utf8'))), 'index');
  return runs.map((id) => {
    const run = readRun(folder, id, schemas);
    if (run === undefined) throw new Error(`${id} is listed and not there`);
    return run;
  });
}

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * @param {string} folder
 * @param {string} id
 * @param {Uint8Array} bytes
 */
export function writeWeights(folder, id, bytes) {
  const file = `${id}.f16`;
  writeFileSync(join(folder, file), bytes);
  return { file, sha256: sha256(bytes) };
}

/**
 * @param {string} folder
 * @param {ReferenceRun} run
 * @returns {string[]} what is wrong with the weights that come with it
 */
export function weightsProblems(folder, { id, weights }) {
  if (weights === undefined) return [];
  const file = join(folder, weights.file);
  if (!existsSync(file)) return [`${id}: its weights are not there`];
  return sha256(readFileSync(file)) === weights.sha256 ? [] : [`${id}: its weights are not those that were measured`];
}
