import { IMAGE_PIXELS } from '../../core/classes.ts';
import { fillRandomWords, wordToUnit } from '../../core/philox.ts';

/** Pictures that nobody has to fetch: noise with a bright band whose height is the label. */
export interface SyntheticBatch {
  /** As the dataset has them // [batch, 784] */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same in 0..1 // [batch, 784] */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** In 0..9 // [batch] */
  readonly labels: Uint8Array<ArrayBuffer>;
}

const CLASSES = 10;
const BAND_PIXELS = Math.ceil(IMAGE_PIXELS / CLASSES);

export function syntheticBatch(batch: number, seed: number): SyntheticBatch {
  const labels = Uint8Array.from({ length: batch }, (_, image) => (image * 7 + seed) % CLASSES);
  const words = new Uint32Array(batch * IMAGE_PIXELS);
  fillRandomWords(words, seed, 0, 0);
  const bytes = Uint8Array.from(words, (word, pixel) => {
    const isBand = Math.floor((pixel % IMAGE_PIXELS) / BAND_PIXELS) === labels[Math.floor(pixel / IMAGE_PIXELS)];
    return 255 * (0.3 * wordToUnit(word) + (isBand ? 0.7 : 0));
  });
  return { bytes, pixels: Float32Array.from(bytes, (byte) => byte / 255), labels };
}
