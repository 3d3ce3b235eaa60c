import { registerKernel } from '@tensorflow/tfjs-core';
import { adamWebgpu } from './adam.ts';
import { dropoutWebgpu } from './dropout.ts';
import { maxNormWebgpu } from './max-norm.ts';
import { softmaxCrossEntropyWebgpu } from './softmax-cross-entropy.ts';

/** Adds our kernels to the WebGPU backend; call it once, before the backend is used. */
export function registerWebgpuKernels(): void {
  for (const kernel of [dropoutWebgpu, softmaxCrossEntropyWebgpu, adamWebgpu, maxNormWebgpu]) registerKernel(kernel);
}
