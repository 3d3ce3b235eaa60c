import { Column } from '../core/series.ts';
import type { RunChunk } from '../protocol/messages.ts';

/** A value for each step taken so far. Never changes: what comes later is another series. */
export interface StepSeries {
  /** Mean cross-entropy of each step's batch, dropout active. */
  readonly losses: Float32Array;
  /** Share of each step's batch answered rightly, 0..1, dropout active. */
  readonly accuracies: Float32Array;
  /** The learning rate of each step, schedule included. */
  readonly learningRates: Float32Array;
  /** Training time at the end of each step in ms, without pauses and evaluations; even within a chunk. */
  readonly trainingMs: Float32Array;
  /** The highest finite loss; 0 without steps. */
  readonly highestLoss: number;
  /** The lowest finite loss above 0; infinity without one. */
  readonly lowestLoss: number;
}

export const NO_STEPS: StepSeries = {
  losses: new Float32Array(0),
  accuracies: new Float32Array(0),
  learningRates: new Float32Array(0),
  trainingMs: new Float32Array(0),
  highestLoss: 0,
  lowestLoss: Number.POSITIVE_INFINITY,
};

/** The columns of a chunk that are kept. */
type ChunkColumns = Pick<RunChunk, 'firstStep' | 'losses' | 'accuracies' | 'learningRates' | 'trainingMs'>;

/**
 * The metrics of each step of the run on screen. They live beside the store, because a store copies what it changes;
 * it only ever holds a view of what was there when it was last published.
 */
export class RunHistory {
  #losses = new Column();
  #accuracies = new Column();
  #learningRates = new Column();
  #trainingMs = new Column();
  #highestLoss = 0;
  #lowestLoss = Number.POSITIVE_INFINITY;

  /** The steps so far, without copying them. */
  series(): StepSeries {
    return {
      losses: this.#losses.values(),
      accuracies: this.#accuracies.values(),
      learningRates: this.#learningRates.values(),
      trainingMs: this.#trainingMs.values(),
      highestLoss: this.#highestLoss,
      lowestLoss: this.#lowestLoss,
    };
  }

  clear(): void {
    this.#losses = new Column();
    this.#accuracies = new Column();
    this.#learningRates = new Column();
    this.#trainingMs = new Column();
    this.#highestLoss = 0;
    this.#lowestLoss = Number.POSITIVE_INFINITY;
  }

  /** Puts the steps of a saved run in the place of all there are. */
  replace(series: Omit<StepSeries, 'highestLoss' | 'lowestLoss'>): void {
    this.clear();
    this.#widen(series.losses);
    this.#losses.append(series.losses);
    this.#accuracies.append(series.accuracies);
    this.#learningRates.append(series.learningRates);
    this.#trainingMs.append(series.trainingMs);
  }

  /** Steps already recorded are skipped. A gap would shift all that follows, so it throws. */
  append({ firstStep, losses, accuracies, learningRates, trainingMs }: ChunkColumns): void {
    const known = this.#losses.length - firstStep;
    if (known < 0) throw new RangeError(`step ${firstStep} arrived after ${this.#losses.length} steps`);
    const startedMs = this.#trainingMs.values().at(-1) ?? 0;
    const added = losses.length - known;
    this.#widen(losses);
    this.#losses.append(losses.subarray(known));
    this.#accuracies.append(accuracies.subarray(known));
    this.#learningRates.append(learningRates.subarray(known));
    const endOf = (index: number): number => startedMs + ((trainingMs - startedMs) * (index + 1)) / added;
    this.#trainingMs.append(Array.from({ length: Math.max(0, added) }, (_, index) => endOf(index)));
  }

  /** Takes these losses into the range. */
  #widen(losses: Float32Array): void {
    for (const loss of losses) {
      if (!Number.isFinite(loss)) continue;
      this.#highestLoss = Math.max(this.#highestLoss, loss);
      if (loss > 0) this.#lowestLoss = Math.min(this.#lowestLoss, loss);
    }
  }
}
