import { Column } from '../core/series.ts';

/** A value for each step taken so far. Never changes: what comes later is another series. */
export interface StepSeries {
  /** Mean cross-entropy of each step's batch, dropout active. */
  readonly losses: Float32Array;
  /** Share of each step's batch answered rightly, 0..1, dropout active. */
  readonly accuracies: Float32Array;
  /** The highest finite loss; 0 without steps. */
  readonly highestLoss: number;
}

export const NO_STEPS: StepSeries = { losses: new Float32Array(0), accuracies: new Float32Array(0), highestLoss: 0 };

/**
 * The metrics of each step of the run on screen. They live beside the store, because a store copies what it changes;
 * it only ever holds a view of what was there when it was last published.
 */
export class RunHistory {
  #losses = new Column();
  #accuracies = new Column();
  #highestLoss = 0;

  /** The steps so far, without copying them. */
  series(): StepSeries {
    return {
      losses: this.#losses.values(),
      accuracies: this.#accuracies.values(),
      highestLoss: this.#highestLoss,
    };
  }

  clear(): void {
    this.#losses = new Column();
    this.#accuracies = new Column();
    this.#highestLoss = 0;
  }

  /** Steps already recorded are skipped. A gap would shift all that follows, so it throws. */
  append(firstStep: number, losses: Float32Array, accuracies: Float32Array): void {
    const known = this.#losses.length - firstStep;
    if (known < 0) throw new RangeError(`step ${firstStep} arrived after ${this.#losses.length} steps`);
    for (const loss of losses) if (Number.isFinite(loss)) this.#highestLoss = Math.max(this.#highestLoss, loss);
    this.#losses.append(losses.subarray(known));
    this.#accuracies.append(accuracies.subarray(known));
  }
}
