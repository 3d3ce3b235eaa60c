import { type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { adamWasm } from './adam.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { dropoutWasm } from './dropout.ts';
import { maxNormWasm } from './max-norm.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { softmaxCrossEntropyWasm } from './softmax-cross-entropy.ts';

const NEW: readonly KernelConfig[] = [
  conv2dBackpropFilter,
  dropoutWasm,
  softmaxCrossEntropyWasm,
  adamWasm,
  maxNormWasm,
];
/** These take the place of the backend's own. */
const BETTER: readonly KernelConfig[] = [conv2dBackpropInput, maxPoolGrad];

/** Adds our kernels to the wasm backend; call it once, before the backend is used. */
export function registerWasmKernels(): void {
  for (const { kernelName, backendName } of BETTER) unregisterKernel(kernelName, backendName);
  for (const kernel of [...NEW, ...BETTER]) registerKernel(kernel);
}
