import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { SOFTMAX_CROSS_ENTROPY_KERNEL } from '../../ops/softmax-cross-entropy.ts';

/** A batch has a thousand logits: one plain loop in double precision. */
export const softmaxCrossEntropyWasm: KernelConfig = {
  kernelName: SOFTMAX_CROSS_ENTROPY_KERNEL,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend }) => {
    const { logits, labels } = inputs;
    if (!logits || !labels) throw new TypeError('cross-entropy needs logits and labels');
    const wasm = backend as BackendWasm;
    const metricsInfo = wasm.makeOutput([2], 'float32');
    const gradientInfo = wasm.makeOutput(logits.shape, 'float32');
    // The views are taken after the outputs are made: making them may grow the heap.
    const scores = wasm.typedArrayFromHeap(logits);
    const actual = wasm.typedArrayFromHeap(labels);
    const gradient = wasm.typedArrayFromHeap(gradientInfo);
    const batch = actual.length;
    const classes = scores.length / batch;
    let lossSum = 0;
    let right = 0;
    for (let row = 0; row < batch; row++) {
      const values = scores.subarray(row * classes, (row + 1) * classes);
      const label = actual[row] ?? 0;
      let best = 0;
      for (let index = 1; index < classes; index++) if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
      const highest = values[best] ?? 0;
      let sum = 0;
      for (const value of values) sum += Math.exp(value - highest);
      lossSum += Math.log(sum) + highest - (values[label] ?? 0);
      if (best === label) right++;
      for (let index = 0; index < classes; index++) {
        const share = Math.exp((values[index] ?? 0) - highest) / sum;
        gradient[row * classes + index] = (share - (index === label ? 1 : 0)) / batch;
      }
    }
    wasm.typedArrayFromHeap(metricsInfo).set([lossSum / batch, right]);
    return [metricsInfo, gradientInfo];
  },
};
