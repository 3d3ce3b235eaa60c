import * as tf from '@tensorflow/tfjs-core';

/** The labels as a tensor. The wasm backend copies raw bytes, so they must be 32-bit integers by then. */
export function labelTensor(labels: Uint8Array): tf.Tensor1D {
  return tf.tensor1d(Int32Array.from(labels), 'int32');
}

/** The labels of these images // [images] */
export function gatherLabels(labels: Uint8Array, images: Uint32Array): Uint8Array {
  return Uint8Array.from(images, (image) => labels[image] ?? 0);
}
