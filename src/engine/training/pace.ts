/**
 * How fast steps go, measured over the last few chunks. It decides how many steps are read back at once and what the page
 * shows; it never decides what is computed.
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
  readonly #msPerStep: number[] = [];
  readonly #msPerImage: number[] = [];

  /** Takes in a chunk of `steps` steps on `images` images together. */
  add(steps: number, images: number, elapsedMs: number): void {
    this.#msPerStep.push(elapsedMs / steps);
    this.#msPerImage.push(elapsedMs / images);
    if (this.#msPerStep.length > REMEMBERED_CHUNKS) {
      this.#msPerStep.shift();
      this.#msPerImage.shift();
    }
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
