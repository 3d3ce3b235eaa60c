import * as tf from '@tensorflow/tfjs-core';
import { type BatchNormStart, movingMomentum } from '../../core/batch-norm-start.ts';
import type { Layer, Padding } from '../../core/layers.ts';
import { STREAM } from '../../core/streams.ts';
import {
  type BatchNormParameters,
  batchNormGradients,
  batchNormInference,
  batchNormInferenceGradient,
  batchNormTraining,
} from '../ops/batch-norm.ts';
import { type ChannelSlice, conv2d, conv2dGradients } from '../ops/conv2d.ts';
import { dense, denseGradients } from '../ops/dense.ts';
import { dropout } from '../ops/dropout.ts';
import { maxPool, maxPoolGradient } from '../ops/max-pool.ts';
import type { Weights } from './weights.ts';

/**
 * From layer specs to a forward pass, and for training to its reverse. The reverse pass is written out rather than taped:
 * each layer knows its gradient, and an activation is let go as soon as the layer behind it has used it.
 */

/** What a training step needs beside the layers and the weights. */
export interface TrainingContext {
  readonly seed: number;
  /** Optimiser steps taken before this one; draws this step's dropout masks. */
  readonly step: number;
  /** Times each layer's own dropout rate; 0 turns dropout off. */
  readonly dropoutScale: number;
  readonly batchNormStart: BatchNormStart;
  /** Takes over the gradient of one parameter. */
  readonly addGradient: (name: string, gradient: tf.Tensor) => void;
}

/** Inference: no dropout, moving averages, and no gradients for the parameters. */
type Mode = TrainingContext | 'inference';

/** Sees a layer's output. The tensor is lent: whoever needs it later keeps a clone. */
export type Visit = (layer: Layer, y: tf.Tensor) => void;

/**
 * Consumes the gradient for a layer's output and gives the one for its input.
 * It disposes neither `dy` nor the layer's input and output. Undefined when `wantsInput` is false.
 */
type Backward = (dy: tf.Tensor, wantsInput: boolean) => tf.Tensor | undefined;

interface Forwarded<Y extends tf.Tensor = tf.Tensor> {
  readonly y: Y;
  readonly backward: Backward;
}

/** A layer that drops everything learns nothing. */
const HIGHEST_DROPOUT = 0.95;

function asImages(tensor: tf.Tensor): tf.Tensor4D {
  return tensor as tf.Tensor4D;
}

class LayerParameters {
  readonly #layer: Layer;
  readonly #weights: Weights;
  constructor(layer: Layer, weights: Weights) {
    this.#layer = layer;
    this.#weights = weights;
  }
  name(role: string): string {
    return `${this.#layer.id}.${role}`;
  }
  get<T extends tf.Tensor>(role: string): T {
    return this.#weights.get(this.name(role)) as T;
  }
  batchNorm(): BatchNormParameters {
    return {
      gamma: this.get('gamma'),
      beta: this.get('beta'),
      movingMean: this.get('movingMean'),
      movingVariance: this.get('movingVariance'),
    };
  }
}

function isTrainable(layer: Layer): boolean {
  return layer.parameters.length > 0 || layer.branches.length > 0;
}

interface BranchParts {
  readonly head: readonly Layer[];
  /** The convolution that ends the branch. */
  readonly last: Layer;
  readonly padding: Padding;
  /** Where its outputs lie in those of all branches. */
  readonly slice: Omit<ChannelSlice, 'whole'>;
}

function branchParts(layer: Layer): BranchParts[] {
  const channels = layer.outputShape[2] ?? 0;
  let start = 0;
  return layer.branches.map((branch) => {
    const last = branch.at(-1);
    if (last?.spec.kind !== 'conv2d') throw new TypeError('a branch must end with a convolution');
    const parts = { head: branch.slice(0, -1), last, padding: last.spec.padding, slice: { channels, start } };
    start += last.spec.filters;
    return parts;
  });
}

/** The last part of a layer's id is no stream of its own in branches, so the whole id is folded into a number. */
function dropoutStream(layer: Layer): number {
  return STREAM.dropout + layer.id.split('.').reduce((sum, part) => sum * 32 + Number(part), 0);
}

/** Inference: no dropout, moving averages in batch normalisation. Does not dispose `x`. */
function inferLayer(layer: Layer, weights: Weights, x: tf.Tensor, visit?: Visit): tf.Tensor {
  const { spec } = layer;
  const own = new LayerParameters(layer, weights);
  switch (spec.kind) {
    case 'conv2d':
      return conv2d(asImages(x), own.get('kernel'), own.get('bias'), spec.padding);
    case 'dense':
      return dense(x as tf.Tensor2D, own.get('kernel'), own.get('bias'), spec.activation);
    case 'maxPool':
      return maxPool(asImages(x), spec);
    case 'batchNorm':
      return batchNormInference(x, own.batchNorm());
    case 'dropout':
      return x.clone();
    case 'flatten':
      return tf.reshape(x, [x.shape[0] ?? 0, -1]);
    case 'branches': {
      let whole: tf.Tensor4D | undefined;
      for (const { head, last, padding, slice } of branchParts(layer)) {
        const input = infer(head, weights, x, visit);
        const end = new LayerParameters(last, weights);
        whole = conv2d(asImages(input), end.get('kernel'), end.get('bias'), padding, { ...slice, whole });
        input.dispose();
      }
      return whole ?? x.clone();
    }
  }
}

/**
 * The network's answers in inference mode.
 * @param layers all of them, or the first few: then the answer is the output of the last one
 * @param x [batch, height, width, channels]; stays the caller's
 * @param visit sees the layers' outputs in the order they are made, but not that of the end of a branch, which is only made
 * as a part of the joined one
 * @returns logits // [batch, classes]
 */
export function infer(layers: readonly Layer[], weights: Weights, x: tf.Tensor, visit?: Visit): tf.Tensor {
  let current = x.clone();
  for (const layer of layers) {
    const y = inferLayer(layer, weights, current, visit);
    visit?.(layer, y);
    current.dispose();
    current = y;
  }
  return current;
}

/** Hands the gradient of a parameter on, or drops it. */
function addGradient(mode: Mode, name: string, gradient: tf.Tensor): void {
  if (mode === 'inference') gradient.dispose();
  else mode.addGradient(name, gradient);
}

function forwardConvolution(
  own: LayerParameters,
  padding: Padding,
  x: tf.Tensor,
  mode: Mode,
  slice?: ChannelSlice,
): Forwarded<tf.Tensor4D> {
  const kernel = own.get<tf.Tensor4D>('kernel');
  const y = conv2d(asImages(x), kernel, own.get('bias'), padding, slice);
  const backward: Backward = (dy, wantsInput) => {
    const gradients = conv2dGradients(asImages(dy), asImages(x), kernel, y, padding, wantsInput, slice?.start);
    addGradient(mode, own.name('kernel'), gradients.filter);
    addGradient(mode, own.name('bias'), gradients.bias);
    return gradients.input;
  };
  return { y, backward };
}

function forwardLayer(layer: Layer, weights: Weights, x: tf.Tensor, mode: Mode): Forwarded {
  const { spec } = layer;
  const own = new LayerParameters(layer, weights);
  const add = (role: string, gradient: tf.Tensor): void => addGradient(mode, own.name(role), gradient);
  switch (spec.kind) {
    case 'conv2d':
      return forwardConvolution(own, spec.padding, x, mode);
    case 'dense': {
      const kernel = own.get<tf.Tensor2D>('kernel');
      const y = dense(x as tf.Tensor2D, kernel, own.get('bias'), spec.activation);
      const backward: Backward = (dy, wantsInput) => {
        const gradients = denseGradients(dy as tf.Tensor2D, x as tf.Tensor2D, kernel, y, spec.activation, wantsInput);
        add('kernel', gradients.kernel);
        add('bias', gradients.bias);
        return gradients.input;
      };
      return { y, backward };
    }
    case 'maxPool': {
      const y = maxPool(asImages(x), spec);
      const backward: Backward = (dy, wantsInput) =>
        wantsInput ? maxPoolGradient(asImages(dy), asImages(x), y, spec) : undefined;
      return { y, backward };
    }
    case 'batchNorm': {
      const parameters = own.batchNorm();
      if (mode === 'inference') {
        return {
          y: batchNormInference(x, parameters),
          backward: (dy) => batchNormInferenceGradient(dy, parameters),
        };
      }
      const normalised = batchNormTraining(x, parameters, movingMomentum(mode.batchNormStart, mode.step));
      const backward: Backward = (dy) => {
        const gradients = batchNormGradients(dy, x, parameters.gamma, normalised);
        tf.dispose([normalised.mean, normalised.variance]);
        add('gamma', gradients.gamma);
        add('beta', gradients.beta);
        return gradients.input;
      };
      return { y: normalised.y, backward };
    }
    case 'dropout': {
      const rate = mode === 'inference' ? 0 : Math.min(HIGHEST_DROPOUT, spec.rate * mode.dropoutScale);
      if (mode === 'inference' || rate === 0) return { y: x.clone(), backward: (dy) => dy.clone() };
      const mask = { rate, seed: mode.seed, stream: dropoutStream(layer), step: mode.step };
      return { y: dropout(x, mask), backward: (dy) => dropout(dy, mask) };
    }
    case 'flatten':
      return { y: tf.reshape(x, [x.shape[0] ?? 0, -1]), backward: (dy) => tf.reshape(dy, x.shape) };
    case 'branches':
      return forwardBranches(layer, weights, x, mode);
  }
}

function forwardBranches(layer: Layer, weights: Weights, x: tf.Tensor, mode: Mode): Forwarded {
  let whole: tf.Tensor4D | undefined;
  const runs = branchParts(layer).map(({ head, last, padding, slice }) => {
    const start = forwardLayers(head, weights, x, mode);
    const end = forwardConvolution(new LayerParameters(last, weights), padding, start.y, mode, { ...slice, whole });
    whole = end.y;
    return { start, end, isEmpty: head.length === 0, isTrained: head.some(isTrainable) };
  });
  const backward: Backward = (dy, wantsInput) => {
    const inputs = runs.map(({ start, end, isEmpty, isTrained }) => {
      const between = end.backward(dy, wantsInput || isTrained);
      if (isEmpty) return between;
      const input = start.backward(between ?? dy, wantsInput);
      between?.dispose();
      return input;
    });
    const known = inputs.filter((input) => input !== undefined);
    const sum = known.length > 0 ? tf.addN(known) : undefined;
    tf.dispose(known);
    return sum;
  };
  return { y: whole ?? x.clone(), backward };
}

function forwardLayers(layers: readonly Layer[], weights: Weights, x: tf.Tensor, mode: Mode): Forwarded {
  const steps: Forwarded[] = [];
  let current = x;
  for (const layer of layers) {
    const step = forwardLayer(layer, weights, current, mode);
    steps.push(step);
    current = step.y;
  }
  const firstTrainable = layers.findIndex(isTrainable);
  const backward: Backward = (dy, wantsInput) => {
    let gradient: tf.Tensor | undefined = dy;
    for (const [index, step] of [...steps.entries()].reverse()) {
      const wantsGradient = wantsInput || (firstTrainable !== -1 && index > firstTrainable);
      const previous: tf.Tensor | undefined = gradient;
      const isNeeded = wantsGradient || index === firstTrainable;
      gradient = previous !== undefined && isNeeded ? step.backward(previous, wantsGradient) : undefined;
      if (previous !== dy) previous?.dispose();
      step.y.dispose();
    }
    if (gradient === dy) return undefined;
    if (!wantsInput) {
      gradient?.dispose();
      return undefined;
    }
    return gradient;
  };
  return { y: current, backward };
}

/**
 * The forward pass of one training step.
 * @param x [batch, height, width, channels]; must outlive the call of `backward`
 * @returns the output, and `backward`, which must be called once: it hands every gradient to the context and disposes
 * all that the forward pass kept, the output included
 */
export function trainLayers(
  layers: readonly Layer[],
  weights: Weights,
  x: tf.Tensor,
  context: TrainingContext,
): Forwarded {
  return forwardLayers(layers, weights, x, context);
}

/**
 * A forward pass in inference mode whose input can be given a gradient.
 * @param layers those behind the layer whose output `x` is; at least one
 * @param x must outlive the call of `backward`
 * @returns as `trainLayers` does; nothing comes of the parameters' own gradients
 */
export function inferWithGradient(layers: readonly Layer[], weights: Weights, x: tf.Tensor): Forwarded {
  return forwardLayers(layers, weights, x, 'inference');
}
