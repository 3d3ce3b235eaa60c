import * as tf from '@tensorflow/tfjs-core';
import type { BatchNormStart } from '../../core/batch-norm-start.ts';
import type { Layer } from '../../core/layers.ts';
import { trainLayers } from '../model/forward.ts';
import type { Weights } from '../model/weights.ts';
import { type LossOptions, softmaxCrossEntropy } from '../ops/softmax-cross-entropy.ts';
import type { Optimizer } from './optimizer.ts';

export interface Batch {
  /** Augmented and scaled // [batch, 28, 28, 1] */
  readonly images: tf.Tensor4D;
  /** int32 // [batch] */
  readonly labels: tf.Tensor1D;
}

/** What the loss and its gradients are a function of, besides weights and batch. */
export interface LossSettings extends LossOptions {
  readonly seed: number;
  /** Steps taken before this one. */
  readonly step: number;
  /** Times each layer's own dropout rate. Default 1. */
  readonly dropoutScale?: number | undefined;
  /** Default `corrected`. */
  readonly batchNormStart?: BatchNormStart | undefined;
}

export interface StepSettings extends LossSettings {
  readonly learningRate: number;
  /** Added to the gradients of kernels, times the kernel. Default 0. */
  readonly l2?: number | undefined;
  /** Taken off kernels, times the learning rate and the kernel. Default 0. */
  readonly weightDecay?: number | undefined;
}

/**
 * The forward pass, the loss and its gradient for every trainable parameter.
 * The batch stays the caller's; metrics and gradients become the caller's.
 * @returns metrics: [mean loss, number of right answers] // [2]
 */
export function lossAndGradients(
  layers: readonly Layer[],
  weights: Weights,
  batch: Batch,
  { seed, step, dropoutScale = 1, batchNormStart = 'corrected', labelSmoothing, classWeights }: LossSettings,
): { readonly metrics: tf.Tensor1D; readonly gradients: Map<string, tf.Tensor> } {
  const gradients = new Map<string, tf.Tensor>();
  const { y, backward } = trainLayers(layers, weights, batch.images, {
    seed,
    step,
    dropoutScale,
    batchNormStart,
    addGradient: (name, gradient) => gradients.set(name, gradient),
  });
  const loss = softmaxCrossEntropy(y as tf.Tensor2D, batch.labels, { labelSmoothing, classWeights });
  backward(loss.logits, false);
  loss.logits.dispose();
  return { metrics: loss.metrics, gradients };
}

/** Sees the gradients of a step. They are lent: whoever needs them later enqueues what it makes of them. */
export type OnGradients = (gradients: ReadonlyMap<string, tf.Tensor>) => void;

/**
 * One step: forward, loss, gradients, update; everything is enqueued and nothing is read back.
 * The batch stays the caller's.
 * @returns [mean loss, number of right answers] // [2]
 */
export function trainStep(
  layers: readonly Layer[],
  weights: Weights,
  optimizer: Optimizer,
  batch: Batch,
  settings: StepSettings,
  onGradients?: OnGradients,
): tf.Tensor1D {
  const { metrics, gradients } = lossAndGradients(layers, weights, batch, settings);
  onGradients?.(gradients);
  const { learningRate, step, l2 = 0, weightDecay = 0 } = settings;
  optimizer.apply(gradients, { learningRate, iteration: step + 1, l2, weightDecay });
  tf.dispose([...gradients.values()]);
  return metrics;
}
