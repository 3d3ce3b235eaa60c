import * as tf from '@tensorflow/tfjs-core';
import { type Layer, type LayerSpec, listParameters, resolveLayers } from '../../core/layers.ts';
import { fillRandomWords, wordToUnit } from '../../core/philox.ts';
import { FaultError } from '../../protocol/faults.ts';
import { compileAhead } from '../kernels/webgpu/compile-ahead.ts';
import { infer } from '../model/forward.ts';
import { initialWeights, type Weights } from '../model/weights.ts';
import { softmaxCrossEntropy } from '../ops/softmax-cross-entropy.ts';
import { KERAS_ADAM, Optimizer } from '../training/optimizer.ts';
import { type Batch, lossAndGradients, trainStep } from '../training/step.ts';
import { EXPECTED_GRADIENT_NORMS, EXPECTED_LOSSES } from './self-test-values.ts';

/**
 * The known-answer test a backend must pass before it trains anything of a person's: two steps of a small network with
 * every kind of layer, whose losses and gradients were worked out elsewhere. Some browsers' WebGPU is silently wrong.
 */

const SEED = 2026;
const BATCH = 4;
const SIDE = 6;
const LEARNING_RATE = 0.01;
const MAX_NORM = 0.5;
const IMAGE_STREAM = 900;
/** Relative; below SMALLEST, relative to that. Float rounding reaches a tenth of it. */
const TOLERANCE = 1e-3;
const SMALLEST = 0.01;

const SPECS: readonly LayerSpec[] = [
  {
    kind: 'branches',
    branches: [
      [
        { kind: 'conv2d', size: 1, filters: 2, padding: 'same' },
        { kind: 'conv2d', size: 3, filters: 3, padding: 'same' },
      ],
      [
        { kind: 'maxPool', size: 3, stride: 1, padding: 'same' },
        { kind: 'conv2d', size: 1, filters: 2, padding: 'same' },
      ],
    ],
  },
  { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' },
  { kind: 'batchNorm' },
  { kind: 'dropout', rate: 0.25 },
  { kind: 'conv2d', size: 3, filters: 4, padding: 'valid' },
  { kind: 'flatten' },
  { kind: 'dense', units: 6, activation: 'relu' },
  { kind: 'dropout', rate: 0.25 },
  { kind: 'dense', units: 10, activation: 'linear' },
];

function assertClose(what: string, actual: number, expected: number): void {
  // Not `>`: a NaN must miss.
  if (Math.abs(actual - expected) <= TOLERANCE * Math.max(SMALLEST, Math.abs(expected))) return;
  throw new FaultError('self-test-failed', `${what} is ${actual}, not ${expected.toFixed(6)}`);
}

async function firstValue(tensor: tf.Tensor): Promise<number> {
  const values = await tensor.data();
  tensor.dispose();
  return values[0] ?? Number.NaN;
}

async function testStep(
  layers: readonly Layer[],
  weights: Weights,
  optimizer: Optimizer,
  batch: Batch,
  step: number,
): Promise<void> {
  const { metrics, gradients } = lossAndGradients(layers, weights, batch, { seed: SEED, step });
  const norms = [...gradients].map(([name, gradient]): [string, tf.Tensor] => [
    name,
    tf.tidy(() => tf.sqrt(tf.sum(tf.square(gradient)))),
  ]);
  optimizer.apply(gradients, { learningRate: LEARNING_RATE, iteration: step + 1, l2: 0, weightDecay: 0 });
  tf.dispose([...gradients.values()]);
  const meanLoss = await firstValue(metrics);
  const lengths: [string, number][] = [];
  for (const [name, norm] of norms) lengths.push([name, await firstValue(norm)]);
  assertClose(`loss of step ${step + 1}`, meanLoss, EXPECTED_LOSSES[step] ?? Number.NaN);
  if (step !== 1) return;
  for (const [name, norm] of lengths) {
    assertClose(`gradient of ${name}`, norm, EXPECTED_GRADIENT_NORMS[name] ?? Number.NaN);
  }
}

/**
 * Trains and measures the small network on the current backend.
 * @throws FaultError `self-test-failed` naming the first number that missed
 */
export async function selfTest(): Promise<void> {
  const layers = resolveLayers(SPECS, [SIDE, SIDE, 1]);
  const parameters = listParameters(layers);
  const words = new Uint32Array(BATCH * SIDE * SIDE);
  fillRandomWords(words, SEED, IMAGE_STREAM, 0);
  const images = tf.tensor4d(
    Float32Array.from(words, (word) => 2 * wordToUnit(word) - 1),
    [BATCH, SIDE, SIDE, 1],
  );
  const labels = tf.tensor1d(Int32Array.from([3, 0, 9, 6]), 'int32');
  const weights = initialWeights(parameters, SEED);
  const optimizer = new Optimizer(parameters, weights, { rule: KERAS_ADAM, maxNorm: MAX_NORM });
  try {
    // All at once and off this thread, rather than one by one as they are met.
    await compileAhead(() => {
      trainStep(layers, weights, optimizer, { images, labels }, { seed: SEED, step: 0, learningRate: 0 }).dispose();
      infer(layers, weights, images).dispose();
    });
    await testStep(layers, weights, optimizer, { images, labels }, 0);
    await testStep(layers, weights, optimizer, { images, labels }, 1);
    const logits = infer(layers, weights, images);
    const loss = softmaxCrossEntropy(logits as tf.Tensor2D, labels);
    tf.dispose([logits, loss.logits]);
    assertClose('loss in inference mode', await firstValue(loss.metrics), EXPECTED_LOSSES[2] ?? Number.NaN);
  } finally {
    tf.dispose([images, labels]);
    weights.dispose();
    optimizer.dispose();
  }
}
