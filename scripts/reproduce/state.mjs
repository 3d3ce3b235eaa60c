/** What an interrupted run goes on from: one file a run, whole after each epoch. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { decode, encode } from './binary-json.mjs';
import { stateFile } from './places.mjs';

/**
 * @typedef {import('../../src/reference/reference-run.ts').Measured} Measured
 * @typedef {import('../../src/reference/reference-run.ts').ReferenceRun} ReferenceRun
 * @typedef {import('../../src/experiment/schema.ts').Experiment} Experiment
 * @typedef {import('../../src/protocol/checkpoint.ts').Checkpoint} Checkpoint
 *
 * @typedef {object} RunState all of a run up to the end of an epoch
 * @property {number} version of experiments
 * @property {string} id
 * @property {string} key
 * @property {{ commit: string, modified: boolean, build: string }} code that trains it, from its first step to its last
 * @property {Experiment} experiment
 * @property {number} seconds of all sessions so far
 * @property {ReferenceRun['epochs']} epochs
 * @property {Float32Array<ArrayBuffer>} losses one a step
 * @property {Float32Array<ArrayBuffer>} accuracies one a step
 * @property {Checkpoint} [checkpoint] missing before the first epoch
 */

/** @param {RunState} state */
export function saveState(state) {
  const file = stateFile(state.id);
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(`${file}.next`, 'w');
  for (const part of encode(state)) {
    for (let written = 0; written < part.length; ) written += writeSync(handle, part, written);
  }
  fsyncSync(handle);
  closeSync(handle);
  // A kill or a power cut leaves this epoch's file or the one before, never half of one.
  renameSync(`${file}.next`, file);
}

/**
 * @param {string} id
 * @returns {RunState | undefined}
 */
export function loadState(id) {
  const file = stateFile(id);
  return existsSync(file) ? /** @type {RunState} */ (decode(new Uint8Array(readFileSync(file)))) : undefined;
}

/** @param {string} id */
export function dropState(id) {
  rmSync(stateFile(id), { force: true });
}
