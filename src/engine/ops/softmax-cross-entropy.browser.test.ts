import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { softmaxCrossEntropy as reference } from '../kernels/reference/softmax-cross-entropy.ts';
import { as, BACKENDS, type Inputs, random, relativeError, runOn, startBackends } from './op-testing.ts';
import { type LossOptions, softmaxCrossEntropy } from './softmax-cross-entropy.ts';

/** The loss and its gradient on every backend, against the plain reference and against numbers from PyTorch. */

const TOLERANCE = 1e-4;
const CLASSES = 10;

beforeAll(startBackends);

async function lossOn(
  backend: string,
  logits: number[],
  labels: number[],
  options?: LossOptions,
): Promise<{ loss: number; right: number; gradient: number[] }> {
  const data: Inputs = {
    logits: { values: logits, shape: [labels.length, CLASSES] },
    labels: { values: labels, shape: [labels.length], dtype: 'int32' },
  };
  const [[loss = Number.NaN, right = Number.NaN] = [], gradient = []] = await runOn(backend, data, (tensors) => {
    const { metrics, logits: slope } = softmaxCrossEntropy(as(tensors.logits), as(tensors.labels), options);
    return [metrics, slope];
  });
  return { loss, right, gradient };
}

/** Every second label is the right answer, the others are not. */
function halfRight(logits: number[]): number[] {
  return Array.from({ length: logits.length / CLASSES }, (_, image) => {
    const row = logits.slice(image * CLASSES, (image + 1) * CLASSES);
    return (row.indexOf(Math.max(...row)) + (image % 2)) % CLASSES;
  });
}

const WEIGHTS = Array.from({ length: CLASSES }, (_, index) => 1 + index / 4);

/**
 * PyTorch 1.13 in float64:
 *
 *   z = (torch.sin(torch.arange(30.).reshape(3, 10) * 1.7) * 3).requires_grad_(); y = torch.tensor([1, 9, 4])
 *   each = torch.nn.functional.cross_entropy(z, y, label_smoothing=0.1, reduction='none')
 *   loss = (each * torch.tensor([1 + i / 4 for i in range(10)])[y]).sum() / 3; loss.backward()
 */
const LOSS_FROM_PYTORCH = 4.97335553;
const GRADIENT_FROM_PYTORCH = [
  0.0036619, -0.2258082, -0.0005297, -0.0036797, 0.0303045, 0.0817386, -0.0032076, -0.0029411, 0.098889, 0.0215723,
  -0.0095955, 0.0033282, 0.4336468, 0.0051511, -0.0096336, 0.0541871, 0.2987867, -0.0070119, -0.0083429, -0.7605159,
  0.0660517, -0.0056959, -0.0005236, 0.2793775, -0.5898659, -0.0059176, 0.0217594, 0.2431263, -0.0029069, -0.0054051,
];

describe.each(BACKENDS)('on %s', (backend) => {
  it.each([
    { batch: 1, options: {} },
    { batch: 5, options: {} },
    { batch: 5, options: { classWeights: WEIGHTS } },
    { batch: 1, options: { labelSmoothing: 0.1, classWeights: WEIGHTS } },
    { batch: 301, options: { labelSmoothing: 0.3, classWeights: random([CLASSES], 0) } },
    { batch: 7, options: { labelSmoothing: 0.1 } },
  ])('softmax cross-entropy of a batch of $batch with $options', async ({ batch, options }) => {
    const logits = random([batch, CLASSES]).map((value) => Math.fround(value * 30));
    const labels = halfRight(logits);
    const { loss, right, gradient } = await lossOn(backend, logits, labels, options);
    const { labelSmoothing = 0, classWeights = new Array<number>(CLASSES).fill(1) } = options;
    const expected = reference(logits, labels, CLASSES, labelSmoothing, classWeights);
    expect(relativeError([loss], [expected.loss])).toBeLessThan(TOLERANCE);
    expect(right).toBe(Math.ceil(batch / 2));
    expect(relativeError(gradient, expected.dLogits)).toBeLessThan(TOLERANCE);
  });

  it('gives the numbers of PyTorch', async () => {
    const logits = Array.from({ length: 30 }, (_, index) => 3 * Math.sin(1.7 * index));
    const options = { labelSmoothing: 0.1, classWeights: WEIGHTS };
    const { loss, right, gradient } = await lossOn(backend, logits, [1, 9, 4], options);
    expect(loss).toBeCloseTo(LOSS_FROM_PYTORCH, 5);
    expect(right).toBe(1);
    expect(relativeError(gradient, GRADIENT_FROM_PYTORCH)).toBeLessThan(1e-5);
  });

  it('neither overflows nor loses its gradient where the answer is confidently wrong', async () => {
    const { loss, right, gradient } = await lossOn(backend, [1000, -1000, 0, 0, 0, 0, 0, 0, 0, 0], [1]);
    expect([loss, right]).toEqual([2000, 0]);
    expect(gradient).toEqual([1, -1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('refuses class weights that are not one for each class', async () => {
    await tf.setBackend(backend);
    const [logits, labels] = [tf.zeros<tf.Rank.R2>([1, CLASSES]), tf.tensor1d([0], 'int32')];
    expect(() => softmaxCrossEntropy(logits, labels, { classWeights: [1, 2] })).toThrow(RangeError);
    tf.dispose([logits, labels]);
  });
});
