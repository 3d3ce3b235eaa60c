import * as tf from '@tensorflow/tfjs-core';
import { IMAGE_PIXELS } from '../../core/classes.ts';
import type { Layer } from '../../core/layers.ts';
import { labelTensor } from '../data/batch.ts';
import { compileAhead } from '../kernels/webgpu/compile-ahead.ts';
import { infer } from '../model/forward.ts';
import type { Weights } from '../model/weights.ts';
import { gatherImages, type ImageStore } from '../ops/gather-images.ts';
import type { Optimizer } from './optimizer.ts';
import { trainStep } from './step.ts';

/** A store of one black image, there from the start. */
const ONE_IMAGE: ImageStore = {
  imageCount: () => 1,
  blockOf: () => ({ index: 0, firstImage: 0, pixels: new Uint8Array(IMAGE_PIXELS) }),
};

/**
 * Compiles all that a run's steps and evaluations need before the first of them, so that none stands still for it. The
 * weights and the optimiser stay as they are.
 * @param stepSizes the batch sizes that will be trained on; programs are chosen by them
 * @param evaluationSizes likewise for inference
 */
export async function prepareNetwork(
  layers: readonly Layer[],
  weights: Weights,
  optimizer: Optimizer,
  stepSizes: readonly number[],
  evaluationSizes: readonly number[],
): Promise<void> {
  await compileAhead(() => {
    const gather = (size: number): tf.Tensor4D => gatherImages(ONE_IMAGE, 'train', new Uint32Array(size));
    for (const size of new Set(stepSizes)) {
      const batch = { images: gather(size), labels: labelTensor(new Uint8Array(size)) };
      trainStep(layers, weights, optimizer, batch, { seed: 0, step: 0, learningRate: 0 }).dispose();
      tf.dispose([batch.images, batch.labels]);
    }
    for (const size of new Set(evaluationSizes)) {
      const images = gather(size);
      infer(layers, weights, images).dispose();
      images.dispose();
    }
  });
}
