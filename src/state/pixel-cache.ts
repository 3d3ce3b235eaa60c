import { IMAGE_PIXELS } from '../core/classes.ts';
import type { Source } from './room-state.ts';

/** Asks the engine for pixels; undefined when it died before it answered. */
export type PixelRequest = (source: Source, indices: Uint32Array<ArrayBuffer>) => Promise<Uint8Array | undefined>;

/** 12.8 MB. */
const IMAGES_LIMIT = 16_384;

/**
 * Pixels of dataset images that were looked at, so that going back to them needs no answer from an engine that may be
 * busy training. The dataset never changes, so nothing in here goes out of date; beyond the limit the longest kept go.
 */
export class PixelCache {
  readonly #request: PixelRequest;
  readonly #limit: number;
  readonly #images = new Map<string, Uint8Array>();

  constructor(request: PixelRequest, limit = IMAGES_LIMIT) {
    this.#request = request;
    this.#limit = limit;
  }

  /** Pixels of these images one after the other, or undefined while one is missing. */
  get(source: Source, indices: Uint32Array): Uint8Array | undefined {
    const pixels = new Uint8Array(indices.length * IMAGE_PIXELS);
    for (const [place, index] of indices.entries()) {
      const image = this.#images.get(`${source} ${index}`);
      if (image === undefined) return undefined;
      pixels.set(image, place * IMAGE_PIXELS);
    }
    return pixels;
  }

  /** The same, fetching what is missing; undefined when the engine died. As for `load`, only of images that are in. */
  async fetch(source: Source, indices: Uint32Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
    await this.load(source, indices);
    const pixels = this.get(source, indices);
    this.#dropOldest();
    return pixels;
  }

  /**
   * Fetches what is missing, to have it when it is wanted. Only for images that have arrived: the engine answers black for
   * others, and black would be kept.
   */
  async load(source: Source, indices: Uint32Array<ArrayBuffer>): Promise<void> {
    const missing = indices.filter((index) => !this.#images.has(`${source} ${index}`));
    if (missing.length === 0) return;
    const bytes = await this.#request(source, missing);
    if (bytes === undefined) return;
    for (const [place, index] of missing.entries()) {
      // A copy: a view would keep the whole answer for one image.
      this.#images.set(`${source} ${index}`, bytes.slice(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS));
    }
  }

  #dropOldest(): void {
    for (const key of this.#images.keys()) {
      if (this.#images.size <= this.#limit) return;
      this.#images.delete(key);
    }
  }
}
