/** One run from its start or its last whole epoch to its end, and what it measured on the way. */
import { loadavg } from 'node:os';
import { throwFaults } from './engines.mjs';
import { EpochProgress } from './progress.mjs';
import { saveState } from './state.mjs';

/**
 * @typedef {import('./state.mjs').RunState} RunState
 * @typedef {import('./state.mjs').Measured} Measured
 * @typedef {import('./engines.mjs').Engine} Engine
 * @typedef {Extract<import('./engines.mjs').EngineEvent, { type: 'evaluation' }>} Evaluation
 *
 * @typedef {object} Ended
 * @property {RunState} state
 * @property {'epochs' | 'early-stopping'} ending
 * @property {Measured & { epoch: number }} test
 */

/** The engine takes one run after the other. */
let lastRunId = 0;

/** @type {(event: Evaluation) => Measured} */
const measuredOf = ({ loss, counts, areas }) => ({
  loss: Number(loss.toPrecision(6)),
  counts: [...counts],
  areas: areas.map((area) => (area === null ? null : Number(area.toFixed(6)))),
});

/**
 * @param {Float32Array} start
 * @param {readonly Float32Array[]} parts
 */
function joined(start, parts) {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, start.length));
  whole.set(start);
  let at = start.length;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Takes in a run's events and turns them into its state at the end of each epoch. */
class Collector {
  /** @param {RunState} state */
  constructor(state) {
    this.state = state;
    /** @type {Float32Array[]} */
    this.losses = [];
    /** @type {Float32Array[]} */
    this.accuracies = [];
    /** @type {Partial<Record<'train' | 'validation' | 'test', Evaluation>>} */
    this.evaluations = {};
  }

  /**
   * @param {import('./state.mjs').Checkpoint} checkpoint at the end of an epoch
   * @param {number} seconds of the run so far
   * @returns {boolean} whether it is of an epoch that was not yet in the state
   */
  takeCheckpoint(checkpoint, seconds) {
    const { train, validation } = this.evaluations;
    const { epochs, losses, accuracies, experiment } = this.state;
    if (checkpoint.evaluatedEpochs !== epochs.length + 1) return false;
    if (train?.epoch !== checkpoint.evaluatedEpochs || validation?.epoch !== checkpoint.evaluatedEpochs) {
      throw new Error(`epoch ${checkpoint.evaluatedEpochs} came without its evaluations`);
    }
    const learningRate = this.state.checkpoint?.learningRate ?? experiment.learningRate;
    const { trainingMs } = checkpoint;
    this.state = {
      ...this.state,
      seconds,
      epochs: [
        ...epochs,
        {
          learningRate,
          trainingMs: Math.round(trainingMs),
          train: measuredOf(train),
          validation: measuredOf(validation),
        },
      ],
      losses: joined(losses, this.losses),
      accuracies: joined(accuracies, this.accuracies),
      checkpoint,
    };
    if (this.state.losses.length !== checkpoint.step) {
      throw new Error(`${this.state.losses.length} losses came of ${checkpoint.step} steps`);
    }
    this.losses = [];
    this.accuracies = [];
    return true;
  }
}

/**
 * @param {Engine} engine
 * @param {RunState} begun
 * @returns {Promise<Ended>}
 * @throws Error when the run ends in a fault; what it had reached is kept
 */
export async function train(engine, begun) {
  const runId = ++lastRunId;
  const { experiment, checkpoint } = begun;
  const collector = new Collector(begun);
  const progress = new EpochProgress(begun);
  const startedAt = performance.now();
  await engine.post(
    { type: 'start', runId, experiment, until: 'end', withoutShards: [], savesEachEpoch: true },
    checkpoint,
  );
  for (;;) {
    const event = await engine.next();
    throwFaults(event);
    if (!('runId' in event) || event.runId !== runId) continue;
    const seconds = begun.seconds + (performance.now() - startedAt) / 1000;
    switch (event.type) {
      case 'chunk':
        collector.losses.push(event.losses);
        collector.accuracies.push(event.accuracies);
        progress.steps(event.firstStep + event.losses.length, event.msPerStep);
        break;
      case 'evaluation':
        collector.evaluations[event.split] = event;
        break;
      case 'checkpoint':
        if (collector.takeCheckpoint(event.checkpoint, seconds)) {
          saveState(collector.state);
          progress.epoch(collector.state, loadavg()[0] ?? 0);
        }
        break;
      case 'phase': {
        if (event.fault !== undefined) throw new Error(event.fault.message);
        if (event.phase !== 'finished') break;
        const { test } = collector.evaluations;
        if (test === undefined || event.ending === undefined) throw new Error('the run ended without its test set');
        const state = { ...collector.state, seconds };
        return { state, ending: event.ending, test: { epoch: test.epoch, ...measuredOf(test) } };
      }
    }
  }
}
