import { AwakeTime } from '../../core/awake-time.ts';

/**
 * How fast steps go, measured over the last few chunks. It decides how many steps are read back at once, what the page
 * shows and how long a chunk counts as training; it never decides what is computed.
 */

/** About this much work lies between two looks at the commands, so a pause feels instant. */
const CHUNK_MS = 100;
const MOST_STEPS = 64;
const REMEMBERED_CHUNKS = 15;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export class Pace {
  readonly #awake = new AwakeTime();
  #msPerStep: number[] = [];
  #msPerImage: number[] = [];

  /**
   * Takes in a chunk of `steps` steps on `images` images together.
   * @returns what of it was training: without the time that the machine slept
   */
  add(steps: number, images: number, elapsedMs: number): number {
    const known = this.#msPerStep.length > 0 ? steps * this.msPerStep : undefined;
    const { ms, verdict } = this.#awake.count(elapsedMs, known);
    // A step is never that long, and would set the pace for as long as it is remembered.
    if (verdict === 'gap') return ms;
    if (verdict === 'slower') [this.#msPerStep, this.#msPerImage] = [[], []];
    this.#msPerStep.push(elapsedMs / steps);
    this.#msPerImage.push(elapsedMs / images);
    if (this.#msPerStep.length > REMEMBERED_CHUNKS) {
      this.#msPerStep.shift();
      this.#msPerImage.shift();
    }
    return ms;
  }

  /** Steps for the next chunk; the first is a single step, since nothing is known yet. */
  get chunkSteps(): number {
    const step = this.msPerStep;
    return step === 0 ? 1 : Math.max(1, Math.min(MOST_STEPS, Math.floor(CHUNK_MS / step)));
  }

  get msPerStep(): number {
    return median(this.#msPerStep);
  }

  get imagesPerSecond(): number {
    const perImage = median(this.#msPerImage);
    return perImage === 0 ? 0 : 1000 / perImage;
  }
}
