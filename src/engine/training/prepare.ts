import { IMAGE_PIXELS } from '../../core/classes.ts';
import { compileAhead } from '../kernels/webgpu/compile-ahead.ts';
import { infer } from '../model/forward.ts';
import { gatherImages, type ImageStore } from '../ops/gather-images.ts';
import { type Trained, trainBatch } from './chunk.ts';

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
  trained: Trained,
  stepSizes: readonly number[],
  evaluationSizes: readonly number[],
): Promise<void> {
  const { layers, weights, recipe } = trained;
  await compileAhead(() => {
    for (const size of new Set(stepSizes)) {
      const next = { step: 0, learningRate: 0, weightDecay: 0, dropoutScale: 1 };
      trainBatch(trained, ONE_IMAGE, new Uint32Array(size), next).dispose();
    }
    for (const size of new Set(evaluationSizes)) {
      const images = gatherImages(ONE_IMAGE, 'train', new Uint32Array(size), { scaling: recipe.pixelScaling });
      infer(layers, weights, images).dispose();
      images.dispose();
    }
  });
}
