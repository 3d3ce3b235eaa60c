/**
 * A picture made smaller by averaging areas, in arithmetic that every browser does alike: their own scaling differs by tens
 * of grey levels. Rows come in one after the other, so that no more than a strip of a large picture is held.
 */

/** Pixels row by row, four bytes each: red, green, blue and alpha, not premultiplied. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** Red, green and blue, 0..255, on white // [height, width, 3] */
export interface ColourPicture {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Longer side that a picture is worked on at: far above the 28 that are left of it. */
const WORKING_SIDE = 1024;
const CHANNELS = 3;

export class PictureReduction {
  readonly width: number;
  readonly height: number;
  readonly #fromWidth: number;
  readonly #fromHeight: number;
  readonly #values: Float32Array;
  /** One row of the source, as wide as the result. */
  readonly #row: Float64Array;
  #nextRow = 0;

  /** @param limit the most pixels that the longer side of the result has */
  constructor(width: number, height: number, limit = WORKING_SIDE) {
    const scale = Math.min(1, limit / Math.max(width, height));
    this.#fromWidth = width;
    this.#fromHeight = height;
    this.width = Math.max(1, Math.round(width * scale));
    this.height = Math.max(1, Math.round(height * scale));
    this.#values = new Float32Array(this.width * this.height * CHANNELS);
    this.#row = new Float64Array(this.width * CHANNELS);
  }

  /** Takes the rows that follow. @param data RGBA, as wide as the source */
  add(data: ArrayLike<number>, rows: number): void {
    for (let row = 0; row < rows; row++) {
      this.#reduceRow(data, 4 * row * this.#fromWidth);
      this.#spreadRow();
      this.#nextRow++;
    }
  }

  /** @throws RangeError when rows are missing */
  finish(): ColourPicture {
    if (this.#nextRow !== this.#fromHeight) throw new RangeError(`${this.#nextRow} rows of ${this.#fromHeight}`);
    return { width: this.width, height: this.height, values: this.#values };
  }

  /** Each source pixel is shared out among the pixels of the result that it lies under. */
  #reduceRow(data: ArrayLike<number>, start: number): void {
    const row = this.#row.fill(0);
    const scale = this.width / this.#fromWidth;
    if (scale === 1) {
      this.#copyRow(data, start);
      return;
    }
    for (let x = 0; x < this.#fromWidth; x++) {
      const at = start + 4 * x;
      const alpha = (data[at + 3] ?? 0) / 255;
      const white = 255 * (1 - alpha);
      const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const left = x * scale;
      const right = (x + 1) * scale;
      for (let to = Math.floor(left); to < right && to < this.width; to++) {
        const share = Math.min(right, to + 1) - Math.max(left, to);
        const place = CHANNELS * to;
        row[place] = (row[place] ?? 0) + share * (red * alpha + white);
        row[place + 1] = (row[place + 1] ?? 0) + share * (green * alpha + white);
        row[place + 2] = (row[place + 2] ?? 0) + share * (blue * alpha + white);
      }
    }
  }

  #copyRow(data: ArrayLike<number>, start: number): void {
    for (let x = 0; x < this.width; x++) {
      const at = start + 4 * x;
      const alpha = (data[at + 3] ?? 0) / 255;
      for (let channel = 0; channel < CHANNELS; channel++) {
        this.#row[CHANNELS * x + channel] = (data[at + channel] ?? 0) * alpha + 255 * (1 - alpha);
      }
    }
  }

  #spreadRow(): void {
    const scale = this.height / this.#fromHeight;
    const top = this.#nextRow * scale;
    const bottom = (this.#nextRow + 1) * scale;
    const perRow = this.width * CHANNELS;
    for (let to = Math.floor(top); to < bottom && to < this.height; to++) {
      const share = Math.min(bottom, to + 1) - Math.max(top, to);
      for (let place = 0; place < perRow; place++) {
        const at = to * perRow + place;
        this.#values[at] = (this.#values[at] ?? 0) + share * (this.#row[place] ?? 0);
      }
    }
  }
}

/** See-through parts show white paper. */
export function reducedPicture({ width, height, data }: RgbaPicture, limit?: number): ColourPicture {
  const reduction = new PictureReduction(width, height, limit);
  reduction.add(data, height);
  return reduction.finish();
}
