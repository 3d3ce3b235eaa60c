import * as tf from '@tensorflow/tfjs-core';

/**
 * The kernel without which stock tfjs cannot train a convolution on wasm, filled in the naive way: for each position of
 * the window a slice of the input and a transposed product with the gradient.
 */

interface FilterGradientAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'same' | 'valid' | number;
  readonly filterShape: [number, number, number, number];
}

function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, { strides, pad, filterShape }: FilterGradientAttributes) {
  const { padInfo, filterHeight, filterWidth, inChannels, outChannels, outHeight, outWidth, batchSize } =
    tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad);
  const padded = tf.pad(x, [
    [0, 0],
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ]);
  const gradient = tf.reshape(dy, [-1, outChannels]);
  const rows: tf.Tensor[] = [];
  for (let row = 0; row < filterHeight; row++) {
    for (let column = 0; column < filterWidth; column++) {
      const size = [batchSize, outHeight, outWidth, inChannels];
      const window = tf.reshape(tf.slice(padded, [0, row, column, 0], size), [-1, inChannels]);
      rows.push(tf.matMul(window, gradient, true, false));
    }
  }
  return tf.reshape(tf.stack(rows), filterShape);
}

export function registerFilterGradient(): void {
  tf.registerKernel({
    kernelName: tf.Conv2DBackpropFilter,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs;
      return tf.tidy(() =>
        filterGradient(x as tf.Tensor4D, dy as tf.Tensor4D, attrs as unknown as FilterGradientAttributes),
      );
    },
  });
}
