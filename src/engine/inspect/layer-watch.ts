import type * as tf from '@tensorflow/tfjs-core';
import type { LayersLook } from '../../protocol/inspection.ts';
import { Budget } from './budget.ts';
import type { InspectedRun } from './inspected.ts';
import { countDeadUnits, type DeadUnits, lookAtLayers } from './look.ts';
import { type Squares, squaresOf } from './norms.ts';

/**
 * Looks at the layers between two chunks of a training run, while somebody watches: one look for each time it is asked.
 * Together with the page, which draws each look on a core that training would use, it takes no more than 5% of the time.
 */

const LOOK_SHARE = 0.015;
/** At most two looks a second. */
const LOOK_PAUSE_MS = 500;
/** A forward pass of many images: some looks carry the counts of an earlier one. */
const DEAD_UNITS_SHARE = 0.005;
const DEAD_UNITS_PAUSE_MS = 2000;

export class LayerWatch {
  readonly #post: (look: LayersLook) => void;
  readonly #looks = new Budget(LOOK_SHARE, LOOK_PAUSE_MS);
  readonly #deadUnitCounts = new Budget(DEAD_UNITS_SHARE, DEAD_UNITS_PAUSE_MS);
  #image: Uint8Array | undefined;
  #dead: DeadUnits | undefined;
  #gradients: Squares | undefined;
  /** What taking the gradients' norms cost within the step. */
  #gradientsMs = 0;

  constructor(post: (look: LayersLook) => void) {
    this.#post = post;
  }

  /** Asks for the next look; undefined takes back what was asked for. */
  ask(image: Uint8Array | undefined): void {
    this.#image = image;
  }

  /** Asked before a chunk: takes in the gradients of one of its steps, when a look is due behind it. */
  get onGradients(): ((gradients: ReadonlyMap<string, tf.Tensor>) => void) | undefined {
    if (this.#image === undefined || !this.#looks.isDue(performance.now())) return undefined;
    return (gradients) => {
      const startedAt = performance.now();
      this.#gradients = squaresOf(gradients);
      this.#gradientsMs = performance.now() - startedAt;
    };
  }

  /** Behind a chunk: the look that is due, if one is. */
  async look(inspected: () => InspectedRun | undefined): Promise<void> {
    const gradients = this.#gradients;
    const image = this.#image;
    this.#gradients = undefined;
    if (gradients === undefined) return;
    const run = inspected();
    if (image === undefined || run === undefined) {
      for (const squares of gradients.values()) squares.dispose();
      return;
    }
    this.#image = undefined;
    if (this.#deadUnitCounts.isDue(performance.now())) {
      const startedAt = performance.now();
      this.#dead = await countDeadUnits(run, run);
      this.#deadUnitCounts.spent(performance.now() - startedAt, performance.now());
    }
    const startedAt = performance.now() - this.#gradientsMs;
    this.#post(await lookAtLayers(run, image, { step: run.step, dead: this.#dead, gradients }));
    this.#looks.spent(performance.now() - startedAt, performance.now());
  }
}
