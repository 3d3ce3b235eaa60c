import { CLASS_COUNT } from './classes.ts';

/**
 * Whether the network is right as often as it is sure: reliability diagram and expected calibration error of C. Guo,
 * G. Pleiss, Y. Sun, K. Q. Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, section 2. Images are put
 * into bins of equal width by their confidence, the probability of the answer; bin m of M holds those in ((m-1)/M, m/M].
 */

/** As many as in the paper's tables. */
export const CALIBRATION_BINS = 15;

/** The unit of the probabilities. */
const ONE = 0xffff;

export interface CalibrationBin {
  /** Confidences above `from`, up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly images: number;
  /** Mean confidence, 0..1; 0 in a bin without images. */
  readonly confidence: number;
  /** Share answered rightly, 0..1; 0 in a bin without images. */
  readonly accuracy: number;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Mean over the images of their bin's |accuracy - confidence|, 0..1; 0 without images. */
  readonly expectedError: number;
  /** Mean confidence minus accuracy over all images: above 0 the network is too sure of itself. */
  readonly overconfidence: number;
}

/**
 * @param actual labels 0..9, one an image
 * @param predicted answers 0..9, one an image
 * @param probabilities [images, 10] in units of 1/65535
 */
export function calibrationOf(
  actual: Uint8Array,
  predicted: Uint8Array,
  probabilities: Uint16Array,
  binCount = CALIBRATION_BINS,
): Calibration {
  if (predicted.length !== actual.length || probabilities.length !== actual.length * CLASS_COUNT) {
    throw new RangeError(`${actual.length} images, ${predicted.length} answers, ${probabilities.length} probabilities`);
  }
  const images = new Uint32Array(binCount);
  const right = new Uint32Array(binCount);
  const sums = new Float64Array(binCount);
  for (let image = 0; image < actual.length; image++) {
    const answer = predicted[image] ?? 0;
    const value = probabilities[image * CLASS_COUNT + answer] ?? 0;
    const bin = Math.max(0, Math.ceil((value * binCount) / ONE) - 1);
    images[bin] = (images[bin] ?? 0) + 1;
    sums[bin] = (sums[bin] ?? 0) + value / ONE;
    if (answer === actual[image]) right[bin] = (right[bin] ?? 0) + 1;
  }
  const bins = Array.from(images, (count, bin) => ({
    from: bin / binCount,
    to: (bin + 1) / binCount,
    images: count,
    confidence: count === 0 ? 0 : (sums[bin] ?? 0) / count,
    accuracy: count === 0 ? 0 : (right[bin] ?? 0) / count,
  }));
  const mean = (value: (bin: CalibrationBin) => number) =>
    actual.length === 0 ? 0 : bins.reduce((sum, bin) => sum + bin.images * value(bin), 0) / actual.length;
  return {
    bins,
    expectedError: mean(({ accuracy, confidence }) => Math.abs(accuracy - confidence)),
    overconfidence: mean(({ accuracy, confidence }) => confidence - accuracy),
  };
}
