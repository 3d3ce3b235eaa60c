import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../core/layers.ts';
import { gatherLabels, labelTensor } from '../data/batch.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Weights } from '../model/weights.ts';
import { gatherImages } from '../ops/gather-images.ts';
import type { Optimizer } from './optimizer.ts';
import { type StepSettings, trainStep } from './step.ts';

/** Consecutive steps whose losses are read back at once. */

/** What a step works on. */
export interface Trained {
  readonly layers: readonly Layer[];
  readonly weights: Weights;
  readonly optimizer: Optimizer;
  /** Of all training images of the dataset. */
  readonly labels: Uint8Array;
}

/** The steps up to the first whose loss is not a finite number. */
export interface ChunkColumns {
  readonly losses: Float32Array<ArrayBuffer>;
  /** Share of each batch answered rightly, 0..1. */
  readonly accuracies: Float32Array<ArrayBuffer>;
  /** False when a step was left out. */
  readonly isWhole: boolean;
}

/**
 * Enqueues all the steps, then reads their metrics back once.
 * @param batches dataset indices of each step's images, which must be in
 * @param settings of the first step
 */
export async function trainChunk(
  { layers, weights, optimizer, labels }: Trained,
  dataset: Dataset,
  batches: readonly Uint32Array[],
  settings: StepSettings,
): Promise<ChunkColumns> {
  const metrics = batches.map((images, index) => {
    const batch = {
      images: gatherImages(dataset, 'train', images),
      labels: labelTensor(gatherLabels(labels, images)),
    };
    const step = settings.step + index;
    const metric = trainStep(layers, weights, optimizer, batch, { ...settings, step });
    tf.dispose([batch.images, batch.labels]);
    return metric;
  });
  const stacked = tf.stack(metrics); // [steps, 2]
  tf.dispose(metrics);
  const values = await stacked.data();
  stacked.dispose();
  return chunkColumns(values, batches);
}

function chunkColumns(values: ArrayLike<number>, batches: readonly Uint32Array[]): ChunkColumns {
  const firstInfinite = batches.findIndex((_, index) => !Number.isFinite(values[2 * index]));
  const length = firstInfinite === -1 ? batches.length : firstInfinite;
  return {
    losses: Float32Array.from({ length }, (_, index) => values[2 * index] ?? 0),
    accuracies: Float32Array.from(
      { length },
      (_, index) => (values[2 * index + 1] ?? 0) / (batches[index]?.length ?? 1),
    ),
    isWhole: firstInfinite === -1,
  };
}
