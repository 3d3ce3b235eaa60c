import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { philoxBlock } from '../../../core/philox.ts';
import { DROPOUT_KERNEL, type DropoutMask, dropoutThreshold } from '../../ops/dropout.ts';

/** A plain loop over the backend's heap: one block of random numbers serves four elements. */
export const dropoutWasm: KernelConfig = {
  kernelName: DROPOUT_KERNEL,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = backend as BackendWasm;
    const { x } = inputs;
    const { rate, seed, stream, step } = attrs as unknown as DropoutMask;
    if (x === undefined) throw new TypeError('dropout needs an input');
    const output = wasm.makeOutput(x.shape, 'float32');
    // The views are taken after the output is made: making it may grow the heap.
    const from = wasm.typedArrayFromHeap(x);
    const to = wasm.typedArrayFromHeap(output);
    const threshold = dropoutThreshold(rate);
    const scale = 1 / (1 - rate);
    const words = new Uint32Array(4);
    for (let element = 0; element < from.length; element += 4) {
      philoxBlock(words, element >>> 2, 0, step, 0, seed, stream);
      const end = Math.min(4, from.length - element);
      for (let lane = 0; lane < end; lane++) {
        to[element + lane] = (words[lane] ?? 0) >= threshold ? (from[element + lane] ?? 0) * scale : 0;
      }
    }
    return output;
  },
};
