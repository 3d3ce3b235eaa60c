/** From what was measured to the rows of the JSON file and of the table. */
import { NATIVE_PEERS } from './native-peers.mjs';

/**
 * @typedef {object} Row
 * @property {string} engine
 * @property {string} backend
 * @property {string} adapter
 * @property {number} threads
 * @property {string} network
 * @property {number} batch
 * @property {number} steps how many were measured
 * @property {{ median: number, min: number, max: number } | null} msPerStep null when none was; the note says why
 * @property {number | null} gflops
 * @property {number} [dispatchesPerStep]
 * @property {number} [submitsPerStep]
 * @property {number} [bytesUploadedPerStep]
 * @property {number} [bytesAllocated]
 * @property {number} [checkpointMs] median worker time of a checkpoint
 * @property {string} [note]
 */

const round = (/** @type {number} */ value, digits = 2) => Number(value.toFixed(digits));

/** @param {readonly number[]} values not empty */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** @param {readonly import('./contestants.mjs').Block[]} blocks */
function gpuColumns(blocks) {
  const counted = blocks.filter(({ gpu }) => gpu !== undefined);
  const steps = counted.reduce((sum, block) => sum + block.msPerStep.length, 0);
  if (steps === 0) return {};
  const perStep = (/** @type {'dispatches' | 'submits' | 'bytesUploaded'} */ name) =>
    round(counted.reduce((sum, { gpu }) => sum + (gpu?.[name] ?? 0), 0) / steps, 1);
  return {
    dispatchesPerStep: perStep('dispatches'),
    submitsPerStep: perStep('submits'),
    bytesUploadedPerStep: Math.round(perStep('bytesUploaded')),
  };
}

/**
 * @param {import('./race.mjs').Result} result
 * @param {import('./contestants.mjs').BenchOrder} order
 * @param {number} flops of one step
 * @returns {Row}
 */
export function makeRow({ engine, prepared, blocks, failure }, order, flops) {
  const times = blocks.flatMap(({ msPerStep }) => [...msPerStep]);
  const bytesAllocated = Math.max(0, ...blocks.map((block) => block.bytesAllocated ?? 0));
  const checkpoints = blocks.flatMap(({ checkpointMs }) => (checkpointMs === undefined ? [] : [checkpointMs]));
  const isMeasured = times.length > 0;
  const end = failure !== undefined && isMeasured ? `only ${times.length} of the steps: ${failure}` : failure;
  const note = [prepared?.note, end].filter((part) => part !== undefined).join('; ');
  const middle = isMeasured ? median(times) : 0;
  return {
    engine,
    backend: engine in NATIVE_PEERS ? 'native' : order.backend,
    adapter: prepared?.adapter ?? '',
    threads: prepared?.threads ?? order.threads,
    network: order.network,
    batch: order.batch,
    steps: times.length,
    msPerStep: isMeasured
      ? { median: round(middle), min: round(Math.min(...times)), max: round(Math.max(...times)) }
      : null,
    gflops: isMeasured ? round(flops / middle / 1e6) : null,
    ...gpuColumns(blocks),
    ...(bytesAllocated > 0 ? { bytesAllocated } : {}),
    ...(checkpoints.length > 0 ? { checkpointMs: round(median(checkpoints)) } : {}),
    ...(note === '' ? {} : { note }),
  };
}

/**
 * Milliseconds a step by kernel, the slowest first.
 * @param {readonly import('./contestants.mjs').Block[]} blocks
 * @returns {[string, number][]}
 */
export function kernelTimes(blocks) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  let steps = 0;
  for (const { kernels, msPerStep } of blocks) {
    if (kernels === undefined) continue;
    steps += msPerStep.length;
    for (const [name, ms] of Object.entries(kernels)) sums.set(name, (sums.get(name) ?? 0) + ms);
  }
  return [...sums]
    .map(([name, ms]) => /** @type {[string, number]} */ ([name, ms / steps]))
    .sort((a, b) => b[1] - a[1]);
}
