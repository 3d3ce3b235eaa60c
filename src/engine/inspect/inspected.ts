import * as tf from '@tensorflow/tfjs-core';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../core/classes.ts';
import type { Layer, ParameterSpec } from '../../core/layers.ts';
import { type PixelScaling, scalingOf } from '../../core/pixel-scaling.ts';
import { softmax } from '../../core/softmax.ts';
import type { Weights } from '../model/weights.ts';
import type { ImageStore } from '../ops/gather-images.ts';
import type { Best } from '../training/best-epoch.ts';

/**
 * What is looked at, and how an image gets in. Whatever looks enqueues all it needs of the weights before it waits for
 * anything: a training step, or the end of the run, may come in between.
 */

export interface InspectedNetwork {
  readonly layers: readonly Layer[];
  readonly parameters: readonly ParameterSpec[];
  readonly weights: Weights;
  readonly scaling: PixelScaling;
}

/** A run's network as it is now, and what goes with it. */
export interface InspectedRun extends InspectedNetwork {
  readonly best: Best | undefined;
  /** Steps taken. */
  readonly step: number;
  /** A fixed set of images of the train files, in dataset order, for what is counted over many. */
  readonly images: Uint32Array;
  /** Whose embedding is looked at, in dataset order. */
  readonly embedded: Uint32Array;
  /** Training images among which near ones are looked for, in dataset order. */
  readonly training: Uint32Array;
  /** False once the weights are no longer what they were when this was taken, or may be changing. */
  readonly isCurrent: () => boolean;
  readonly store: ImageStore;
}

/**
 * Bytes as the network's input, scaled as the run's own images are.
 * @param bytes [images, 784]
 * @returns [images, 28, 28, 1]
 */
export function imageTensor(bytes: Uint8Array, scaling: PixelScaling): tf.Tensor4D {
  const { scale, offset } = scalingOf(scaling);
  const values = Float32Array.from(bytes, (byte) => byte * scale + offset);
  return tf.tensor4d(values, [bytes.length / IMAGE_PIXELS, IMAGE_SIDE, IMAGE_SIDE, 1]);
}

/** Reads and disposes. */
export async function takeValues(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return Float32Array.from(await tensor.data());
  } finally {
    tensor.dispose();
  }
}

/** @param logits [images, classes] */
export function probabilitiesOf(logits: Float32Array, classes: number): Float32Array<ArrayBuffer> {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    probabilities.set(softmax([...logits.subarray(start, start + classes)]), start);
  }
  return probabilities;
}
