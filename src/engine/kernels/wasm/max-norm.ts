import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { MAX_NORM_EPSILON, MAX_NORM_KERNEL } from '../../ops/max-norm.ts';
import { forgetPackedWeights } from './in-place.ts';

/** Two passes over the backend's heap, both in memory order. */
export const maxNormWasm: KernelConfig = {
  kernelName: MAX_NORM_KERNEL,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { weights } = inputs;
    const { limit } = attrs as unknown as { limit: number };
    if (!weights) throw new TypeError('max-norm needs weights');
    const values = (backend as BackendWasm).typedArrayFromHeap(weights);
    const rows = weights.shape[0] ?? 1;
    const columns = values.length / rows;
    const scales = new Float64Array(columns);
    for (let row = 0, index = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, index++) {
        const value = values[index] ?? 0;
        scales[column] = (scales[column] ?? 0) + value * value;
      }
    }
    for (let column = 0; column < columns; column++) {
      const norm = Math.sqrt(scales[column] ?? 0);
      scales[column] = Math.min(norm, limit) / (MAX_NORM_EPSILON + norm);
    }
    for (let row = 0, index = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, index++) {
        values[index] = (values[index] ?? 0) * (scales[column] ?? 0);
      }
    }
    forgetPackedWeights(backend as BackendWasm, weights);
    return [];
  },
};
