import { isBetter, type Judge, type Judged } from '../../core/judge.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';

/** An epoch and the weights it ended with. */
export type Best = NonNullable<Checkpoint['best']>;

/** Keeps the weights of the best epoch so far, judged on validation images. */
export class BestEpoch {
  readonly #judge: Judge;
  #best: Best | undefined;
  #epochsSince: number;

  constructor(judge: Judge, checkpoint: Pick<Checkpoint, 'best' | 'epochsSinceBest'> | undefined) {
    this.#judge = judge;
    this.#best = checkpoint?.best;
    this.#epochsSince = checkpoint?.epochsSinceBest ?? 0;
  }

  get best(): Best | undefined {
    return this.#best;
  }

  /** Epochs since the best one; 0 right after it. */
  get epochsSince(): number {
    return this.#epochsSince;
  }

  /** Takes in an epoch's measurement. `readWeights` is only called for one that is better than all before. */
  async offer(
    measured: Judged,
    epoch: number,
    step: number,
    readWeights: () => Promise<Float32Array<ArrayBuffer>>,
  ): Promise<void> {
    const { accuracy, loss } = measured;
    if (!isBetter(this.#judge, measured, this.#best)) {
      this.#epochsSince++;
      return;
    }
    this.#best = { epoch, step, accuracy, loss, weights: await readWeights() };
    this.#epochsSince = 0;
  }
}
