import { type ClassAreas, classAreas } from '../../core/auc.ts';
import { CLASS_COUNT } from '../../core/classes.ts';
import { countConfusion } from '../../core/confusion.ts';
import type { Layer } from '../../core/layers.ts';
import type { PixelScaling } from '../../core/pixel-scaling.ts';
import { logSoftmax } from '../../core/softmax.ts';
import type { Source } from '../../protocol/messages.ts';
import { gatherLabels } from '../data/batch.ts';
import { infer } from '../model/forward.ts';
import type { Weights } from '../model/weights.ts';
import { gatherImages, type ImageStore } from '../ops/gather-images.ts';

/** Images a forward pass: enough to keep the threads busy, few enough to answer a pause within a moment. */
export const EVALUATION_BATCH = 200;
const PROBABILITY_UNIT = 65535;

/** Images, and what they are measured against. */
export interface MeasuredImages {
  readonly source: Source;
  /** Dataset indices; they must be in. */
  readonly images: Uint32Array;
  /** Of all images of the source. */
  readonly labels: Uint8Array;
  readonly scaling: PixelScaling;
}

export interface Measured {
  /** Mean cross-entropy. */
  readonly loss: number;
  readonly counts: Uint32Array;
  readonly actual: Uint8Array;
  readonly predicted: Uint8Array;
  /** [images, classes] in units of 1/65535 */
  readonly probabilities: Uint16Array;
  /** Of each class, ranked by the logits: rounded probabilities make equal what a confident network tells apart. */
  readonly areas: ClassAreas;
}

/**
 * Measures the network on fixed images in inference mode. The softmax is taken in double precision from the logits, so
 * the loss of a confidently wrong answer is exact.
 * @param gate awaited before each batch; false gives up
 * @returns undefined when the gate gave up
 */
export async function measure(
  layers: readonly Layer[],
  weights: Weights,
  store: ImageStore,
  { source, images, labels, scaling }: MeasuredImages,
  gate: () => Promise<boolean>,
): Promise<Measured | undefined> {
  const actual = gatherLabels(labels, images);
  const predicted = new Uint8Array(images.length);
  const probabilities = new Uint16Array(images.length * CLASS_COUNT);
  const logProbabilities = new Float64Array(images.length * CLASS_COUNT);
  let lossSum = 0;
  for (let start = 0; start < images.length; start += EVALUATION_BATCH) {
    if (!(await gate())) return undefined;
    const x = gatherImages(store, source, images.subarray(start, start + EVALUATION_BATCH), { scaling });
    const output = infer(layers, weights, x);
    const logits = await output.data();
    x.dispose();
    output.dispose();
    for (let row = 0; row * CLASS_COUNT < logits.length; row++) {
      const image = start + row;
      const answer = softmaxRow(logits, row, actual[image] ?? 0);
      lossSum += answer.loss;
      predicted[image] = answer.predicted;
      probabilities.set(answer.probabilities, image * CLASS_COUNT);
      logProbabilities.set(answer.logProbabilities, image * CLASS_COUNT);
    }
  }
  const counts = countConfusion(actual, predicted);
  const areas = classAreas(actual, logProbabilities);
  return { loss: lossSum / images.length, counts, actual, predicted, probabilities, areas };
}

interface Answer {
  readonly loss: number;
  readonly predicted: number;
  readonly probabilities: number[];
  readonly logProbabilities: number[];
}

function softmaxRow(logits: ArrayLike<number>, row: number, actual: number): Answer {
  const scores = Array.from({ length: CLASS_COUNT }, (_, label) => logits[row * CLASS_COUNT + label] ?? 0);
  const highest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return {
    loss: Math.log(sum) + highest - (scores[actual] ?? 0),
    // Nothing equals a highest score that is not a number.
    predicted: Math.max(0, scores.indexOf(highest)),
    probabilities: exponentials.map((value) => Math.round((value / sum) * PROBABILITY_UNIT)),
    logProbabilities: logSoftmax(scores),
  };
}
