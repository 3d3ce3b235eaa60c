import * as tf from '@tensorflow/tfjs-core';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../core/classes.ts';
import type { Source } from '../../protocol/messages.ts';
import type { Dataset } from './dataset.ts';

/** Every byte as a float in 0..1: the division is done 256 times, not once a pixel. */
const UNIT = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/**
 * Gathers images into one tensor, pixels divided by 255. All of them must be in.
 * @returns [images, 28, 28, 1]
 */
export function gatherImages(dataset: Dataset, source: Source, images: Uint32Array): tf.Tensor4D {
  const values = new Float32Array(images.length * IMAGE_PIXELS);
  for (const [position, image] of images.entries()) {
    const pixels = dataset.pixels(source, image);
    if (pixels === undefined) throw new RangeError(`image ${image} of ${source} was used before it was in`);
    const start = position * IMAGE_PIXELS;
    for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) values[start + pixel] = UNIT[pixels[pixel] ?? 0] ?? 0;
  }
  return tf.tensor4d(values, [images.length, IMAGE_SIDE, IMAGE_SIDE, 1]);
}

/** The labels as a tensor. The wasm backend copies raw bytes, so they must be 32-bit integers by then. */
export function labelTensor(labels: Uint8Array): tf.Tensor1D {
  return tf.tensor1d(Int32Array.from(labels), 'int32');
}

/** The labels of these images // [images] */
export function gatherLabels(labels: Uint8Array, images: Uint32Array): Uint8Array {
  return Uint8Array.from(images, (image) => labels[image] ?? 0);
}
