import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { ADAM_KERNEL, type AdamAttributes } from '../../ops/adam.ts';
import { forgetPackedWeights } from './in-place.ts';

/** One pass over the backend's heap, in place. */
export const adamWasm: KernelConfig = {
  kernelName: ADAM_KERNEL,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { weights, gradient, firstMoment, secondMoment } = inputs;
    const { beta1, beta2, epsilon, correctedRate } = attrs as unknown as AdamAttributes;
    if (!weights || !gradient || !firstMoment || !secondMoment) throw new TypeError('Adam needs four tensors');
    const wasm = backend as BackendWasm;
    const w = wasm.typedArrayFromHeap(weights);
    const g = wasm.typedArrayFromHeap(gradient);
    const m = wasm.typedArrayFromHeap(firstMoment);
    const v = wasm.typedArrayFromHeap(secondMoment);
    for (let index = 0; index < w.length; index++) {
      const slope = g[index] ?? 0;
      const first = beta1 * (m[index] ?? 0) + (1 - beta1) * slope;
      const second = beta2 * (v[index] ?? 0) + (1 - beta2) * slope * slope;
      m[index] = first;
      v[index] = second;
      w[index] = (w[index] ?? 0) - (correctedRate * first) / (Math.sqrt(second) + epsilon);
    }
    forgetPackedWeights(wasm, weights);
    return [];
  },
};
