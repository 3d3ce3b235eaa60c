/** Measures several contestants on one network side by side: a block of steps each, in turn, until all have enough. */
import { setTimeout as wait } from 'node:timers/promises';

/**
 * @typedef {import('./contestants.mjs').Entrant} Entrant
 * @typedef {import('./contestants.mjs').Opened} Opened
 * @typedef {import('./contestants.mjs').BenchOrder} BenchOrder
 * @typedef {import('./contestants.mjs').Block} Block
 *
 * @typedef {object} Result
 * @property {string} engine
 * @property {import('./contestants.mjs').Prepared | undefined} prepared undefined when it never came that far
 * @property {Block[]} blocks the measured ones
 * @property {string | undefined} failure why it stopped early
 */

const WARM_UP_STEPS = 3;
/** A block is long enough to be a fair turn, short enough that a disturbance hits everybody. */
const BLOCK_MS = 2000;
const BLOCKS = 4;
/** Threads of the contestant before may spin before they sleep: those of OpenMP for up to 200 ms, by KMP_BLOCKTIME. */
const SETTLE_MS = 300;

/** @param {readonly Block[]} blocks */
const times = (blocks) => blocks.flatMap(({ msPerStep }) => [...msPerStep]);

class Runner {
  /** @type {Opened | undefined} */
  #opened;
  #spentMs = 0;
  #limitMs;
  #entrant;
  /** @type {Result} */
  result;
  #msPerStep = 0;

  /**
   * @param {Entrant} entrant
   * @param {number} limitMs
   */
  constructor(entrant, limitMs) {
    this.#entrant = entrant;
    this.#limitMs = limitMs;
    this.result = { engine: entrant.engine, prepared: undefined, blocks: [], failure: undefined };
  }

  get measured() {
    return times(this.result.blocks).length;
  }

  /**
   * Starts the contestant and takes it through its warm-up.
   * @param {BenchOrder} order
   */
  async start(order) {
    await this.#attempt(async () => {
      this.#opened = await this.#entrant.open();
      this.result.prepared = await this.#opened.prepare(order);
    });
    await this.#warmUp(1);
    // Where one step is slow, more warm-up would only cost steps to measure.
    if (this.#msPerStep * 10 < this.#limitMs) await this.#warmUp(WARM_UP_STEPS - 1);
  }

  /** @param {number} steps */
  #warmUp(steps) {
    return this.#attempt(async (opened) => {
      const block = await opened?.run(steps);
      this.#msPerStep = block?.msPerStep.at(-1) ?? 0;
    });
  }

  /** @param {number} steps how many in all */
  async turn(steps) {
    const most = Math.max(1, Math.floor(BLOCK_MS / Math.max(this.#msPerStep, 0.01)));
    const count = Math.min(steps - this.measured, Math.ceil(steps / BLOCKS), most);
    if (this.result.failure !== undefined || count <= 0) return;
    await wait(SETTLE_MS);
    await this.#attempt(async (opened) => {
      const block = await opened?.run(count);
      if (block !== undefined) this.result.blocks.push(block);
    });
  }

  /**
   * Within what is left of the time limit; after a failure nothing more is tried.
   * @param {(opened: Opened | undefined) => Promise<void>} action
   */
  async #attempt(action) {
    if (this.result.failure !== undefined) return;
    const started = performance.now();
    const clock = new AbortController();
    const tooLong = wait(this.#limitMs - this.#spentMs, undefined, { signal: clock.signal }).then(() => {
      throw new Error(`over the limit of ${this.#limitMs / 1000} s`);
    });
    try {
      await Promise.race([action(this.#opened), tooLong]);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.result.failure = message.replace(/^page\.\w+: (Error: )?/, '').split('\n')[0] ?? '';
      await this.close();
    }
    clock.abort();
    tooLong.catch(() => undefined);
    this.#spentMs += performance.now() - started;
  }

  async close() {
    await this.#opened?.close();
    this.#opened = undefined;
  }
}

/**
 * @param {readonly Entrant[]} entrants
 * @param {BenchOrder} order
 * @param {{ steps: number, limitMs: number }} options the limit is for each contestant, preparation included
 * @returns {Promise<Result[]>}
 */
export async function race(entrants, order, { steps, limitMs }) {
  const runners = entrants.map((entrant) => new Runner(entrant, limitMs));
  try {
    for (const runner of runners) await runner.start(order);
    const isDone = (/** @type {Runner} */ runner) => runner.result.failure !== undefined || runner.measured >= steps;
    while (!runners.every(isDone)) {
      for (const runner of runners) await runner.turn(steps);
    }
  } finally {
    for (const runner of runners) await runner.close();
  }
  return runners.map(({ result }) => result);
}
