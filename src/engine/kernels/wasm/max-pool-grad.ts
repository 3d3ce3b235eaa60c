import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of max pooling. The backend's own kernel adds into memory it never clears, so its result is whatever the
 * recycled buffer held plus the gradient. Here each output's gradient goes to the first maximum of its window in reading
 * order; overlapping windows add up in the order of the outputs.
 */
export const maxPoolGrad: tf.KernelConfig = {
  kernelName: tf.MaxPoolGrad,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { dy, input, output } = inputs;
    if (!dy || !input || !output) throw new TypeError('the gradient of pooling needs dy, input and output');
    const { filterSize, strides, pad } = attrs as unknown as tf.MaxPoolGradAttrs;
    const info = tf.backend_util.computePool2DInfo(
      input.shape as [number, number, number, number],
      filterSize,
      strides,
      1,
      pad as Parameters<typeof tf.backend_util.computePool2DInfo>[4],
    );
    const wasm = backend as BackendWasm;
    const result = wasm.makeOutput(input.shape, 'float32');
    const to = wasm.typedArrayFromHeap(result).fill(0);
    const from = wasm.typedArrayFromHeap(dy);
    const x = wasm.typedArrayFromHeap(input);
    const y = wasm.typedArrayFromHeap(output);
    const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels } = info;
    let out = 0;
    for (let image = 0; image < batchSize; image++) {
      for (let row = 0; row < outHeight; row++) {
        const top = row * info.strideHeight - info.padInfo.top;
        const bottom = Math.min(top + info.filterHeight, inHeight);
        for (let column = 0; column < outWidth; column++) {
          const left = column * info.strideWidth - info.padInfo.left;
          const right = Math.min(left + info.filterWidth, inWidth);
          for (let channel = 0; channel < channels; channel++, out++) {
            const maximum = y[out];
            search: for (let i = Math.max(top, 0); i < bottom; i++) {
              for (let j = Math.max(left, 0); j < right; j++) {
                const index = ((image * inHeight + i) * inWidth + j) * channels + channel;
                if (x[index] === maximum) {
                  to[index] = (to[index] ?? 0) + (from[out] ?? 0);
                  break search;
                }
              }
            }
          }
        }
      }
    }
    return result;
  },
};
