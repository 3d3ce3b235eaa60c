/**
 * When a run says where it stands, so that saving stays a small part of training. It never decides what is computed: a run
 * goes on from any checkpoint to the same end.
 */

/** At the end of an epoch, so much training lies between two checkpoints at least. */
const SHORTEST_MS = 10_000;
/** However long reading one takes, a crash costs no more training than this. */
const LONGEST_MS = 120_000;
/** Storing takes other threads up to six times what reading takes this one; together they stay below a fiftieth. */
const TRAINING_PER_READING = 300;
/** Within an epoch they are rarer: at its end the measurements belong to what is saved. */
const EPOCHS_WAIT = 3;

export class CheckpointPace {
  #takenAtMs: number | undefined;
  #intervalMs = SHORTEST_MS;

  /** @param takenAtMs training behind the checkpoint that the run goes on from; undefined for a new run */
  constructor(takenAtMs: number | undefined) {
    this.#takenAtMs = takenAtMs;
  }

  /** A new run's first whole epoch is saved at once: from there on it is in the list of runs. */
  isDueAfterEpoch(trainingMs: number): boolean {
    return this.#takenAtMs === undefined || trainingMs - this.#takenAtMs >= this.#intervalMs;
  }

  isDueWithinEpoch(trainingMs: number): boolean {
    return trainingMs - (this.#takenAtMs ?? 0) >= Math.min(EPOCHS_WAIT * this.#intervalMs, LONGEST_MS);
  }

  /** @param readMs what reading the weights took of the training thread */
  taken(trainingMs: number, readMs: number): void {
    this.#takenAtMs = trainingMs;
    this.#intervalMs = Math.min(Math.max(SHORTEST_MS, TRAINING_PER_READING * readMs), LONGEST_MS);
  }
}
