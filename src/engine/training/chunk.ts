import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../core/layers.ts';
import { gatherLabels, labelTensor } from '../data/batch.ts';
import type { Weights } from '../model/weights.ts';
import { gatherImages, type ImageStore } from '../ops/gather-images.ts';
import { nextTask } from './macrotask.ts';
import type { Optimizer } from './optimizer.ts';
import { preparationOf, type Recipe } from './recipe.ts';
import { type OnGradients, trainStep } from './step.ts';

/** What a step works on. */
export interface Trained {
  readonly layers: readonly Layer[];
  readonly weights: Weights;
  readonly optimizer: Optimizer;
  readonly recipe: Recipe;
  /** Of all images of the dataset, as they are trained on: with the label noise. */
  readonly labels: Uint8Array;
}

/** What may differ from one step to the next. */
export interface NextStep {
  /** Steps taken before this one. */
  readonly step: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly dropoutScale: number;
}

/** The steps up to the first whose loss is not a finite number. */
export interface ChunkColumns {
  readonly losses: Float32Array<ArrayBuffer>;
  /** Share of each batch answered rightly, 0..1. */
  readonly accuracies: Float32Array<ArrayBuffer>;
  readonly learningRates: Float32Array<ArrayBuffer>;
  /** A step's loss was no finite number. */
  readonly hasDiverged: boolean;
}

/**
 * Enqueues the steps one by one, letting commands in between, then reads their metrics back once.
 * @param batches dataset indices of each step's images, which must be in
 * @param nextStep asked right before each step; undefined ends the chunk there
 * @param onGradients sees those of the first step
 */
export async function trainChunk(
  trained: Trained,
  store: ImageStore,
  batches: readonly Uint32Array[],
  nextStep: () => NextStep | undefined,
  onGradients?: OnGradients,
): Promise<ChunkColumns> {
  const metrics: tf.Tensor1D[] = [];
  const learningRates: number[] = [];
  try {
    for (const images of batches) {
      if (metrics.length > 0) await nextTask();
      const step = nextStep();
      if (step === undefined) break;
      metrics.push(trainBatch(trained, store, images, step, metrics.length === 0 ? onGradients : undefined));
      learningRates.push(step.learningRate);
    }
  } catch (error) {
    tf.dispose(metrics);
    throw error;
  }
  if (metrics.length === 0) return chunkColumns([], [], []);
  const stacked = tf.stack(metrics); // [steps, 2]
  tf.dispose(metrics);
  const values = await stacked.data();
  stacked.dispose();
  return chunkColumns(values, batches, learningRates);
}

/** @returns [mean loss, number of right answers] // [2] */
export function trainBatch(
  { layers, weights, optimizer, recipe, labels }: Trained,
  store: ImageStore,
  images: Uint32Array,
  next: NextStep,
  onGradients?: OnGradients,
): tf.Tensor1D {
  const batch = {
    images: gatherImages(store, 'train', images, preparationOf(recipe, next.step, images.length)),
    labels: labelTensor(gatherLabels(labels, images)),
  };
  const metrics = trainStep(layers, weights, optimizer, batch, { ...recipe, ...next }, onGradients);
  tf.dispose([batch.images, batch.labels]);
  return metrics;
}

function chunkColumns(
  values: ArrayLike<number>,
  batches: readonly Uint32Array[],
  learningRates: readonly number[],
): ChunkColumns {
  const firstInfinite = learningRates.findIndex((_, index) => !Number.isFinite(values[2 * index]));
  const length = firstInfinite === -1 ? learningRates.length : firstInfinite;
  return {
    losses: Float32Array.from({ length }, (_, index) => values[2 * index] ?? 0),
    accuracies: Float32Array.from(
      { length },
      (_, index) => (values[2 * index + 1] ?? 0) / (batches[index]?.length ?? 1),
    ),
    learningRates: Float32Array.from(learningRates.slice(0, length)),
    hasDiverged: firstInfinite !== -1,
  };
}
