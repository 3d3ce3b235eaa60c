import { describe, expect, it } from 'vitest';
import { calibrationOf } from './calibration.ts';
import { CLASS_COUNT } from './classes.ts';

/** Confidences over the whole range, 0, 1 and the edge between two bins among them; the surer, the more often right. */
const CONFIDENCES = Uint16Array.from({ length: 60 }, (_, i) => (i * i * i * 37 + i * 911) % 65536);
CONFIDENCES.set([65535, 0, (65535 / 15) * 3]);
const PREDICTED = new Uint8Array(60);
const ACTUAL = Uint8Array.from(CONFIDENCES, (confidence, i) => ((i * 7) % 10 < confidence / 6553.6 ? 0 : 1));
const PROBABILITIES = new Uint16Array(60 * CLASS_COUNT);
for (const [image, confidence] of CONFIDENCES.entries()) PROBABILITIES[image * CLASS_COUNT] = confidence;

/**
 * Printed by scikit-learn 1.2.1 for the same numbers:
 *
 *     i = np.arange(60); confidence = (i * i * i * 37 + i * 911) % 65536
 *     confidence[:3] = 65535, 0, 65535 // 15 * 3
 *     right = (i * 7) % 10 < confidence / 6553.6
 *     accuracy, mean = sklearn.calibration.calibration_curve(right, confidence / 65535, n_bins=15)
 *     images = np.bincount(np.searchsorted(np.linspace(0, 1, 16)[1:-1], confidence / 65535), minlength=15)
 *     (images * abs(accuracy - mean)).sum() / 60, (confidence / 65535).mean() - right.mean()
 */
const IMAGES = [4, 7, 8, 2, 5, 1, 3, 5, 4, 4, 5, 6, 1, 2, 3];
const ACCURACY = [0, 0, 0.125, 0.5, 0.4, 0, 0.666666666667, 0.2, 0.75, 0.25, 0.8, 0.833333333333, 1, 1, 1];
const CONFIDENCE = [
  0.024795910582, 0.100587472343, 0.160973144121, 0.227771419852, 0.285789272908, 0.347722590982, 0.411149258666,
  0.49647364004, 0.551842526894, 0.643648432136, 0.697062638285, 0.771694514382, 0.841260395209, 0.915632867933,
  0.968830904606,
];
const EXPECTED_ERROR = 0.141265990183;
const OVERCONFIDENCE = 0.008592863864;

describe('calibrationOf', () => {
  const { bins, expectedError, overconfidence } = calibrationOf(ACTUAL, PREDICTED, PROBABILITIES);

  it("agrees with scikit-learn's calibration curve in every bin", () => {
    expect(bins.map(({ images }) => images)).toEqual(IMAGES);
    for (const [bin, { accuracy, confidence }] of bins.entries()) {
      expect(accuracy).toBeCloseTo(ACCURACY[bin] ?? Number.NaN, 11);
      expect(confidence).toBeCloseTo(CONFIDENCE[bin] ?? Number.NaN, 11);
    }
  });

  it('has the expected calibration error and its direction of the same curve', () => {
    expect(expectedError).toBeCloseTo(EXPECTED_ERROR, 11);
    expect(overconfidence).toBeCloseTo(OVERCONFIDENCE, 11);
  });

  it('leaves empty bins at 0 and counts them for nothing', () => {
    const probabilities = new Uint16Array(CLASS_COUNT);
    probabilities[3] = 65535;
    const one = calibrationOf(Uint8Array.of(3), Uint8Array.of(3), probabilities);
    expect(one.bins.map(({ images }) => images)).toEqual([...new Array(14).fill(0), 1]);
    expect(one.bins[0]).toMatchObject({ accuracy: 0, confidence: 0 });
    expect(one.expectedError).toBe(0);
  });

  it('is finite without images', () => {
    expect(calibrationOf(new Uint8Array(0), new Uint8Array(0), new Uint16Array(0))).toMatchObject({
      expectedError: 0,
      overconfidence: 0,
    });
  });
});
