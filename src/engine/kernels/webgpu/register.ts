import { type KernelConfig, registerKernel } from '@tensorflow/tfjs-core';
import { batchNormGradientWebgpu, batchNormInferenceWebgpu, batchNormWebgpu } from './batch-norm.ts';
import { conv2dGradientWebgpu, conv2dWebgpu } from './conv2d.ts';
import { denseGradientWebgpu, denseWebgpu } from './dense.ts';
import { dropoutWebgpu } from './dropout.ts';
import { gatherImagesWebgpu } from './gather-images.ts';
import { maxPoolGradientWebgpu, maxPoolWebgpu } from './max-pool.ts';
import { optimizerUpdateWebgpu } from './optimizer-update.ts';
import { softmaxCrossEntropyWebgpu } from './softmax-cross-entropy.ts';

const KERNELS: readonly KernelConfig[] = [
  conv2dWebgpu,
  conv2dGradientWebgpu,
  denseWebgpu,
  denseGradientWebgpu,
  maxPoolWebgpu,
  maxPoolGradientWebgpu,
  batchNormWebgpu,
  batchNormInferenceWebgpu,
  batchNormGradientWebgpu,
  dropoutWebgpu,
  softmaxCrossEntropyWebgpu,
  optimizerUpdateWebgpu,
  gatherImagesWebgpu,
];

/** Adds our kernels to the WebGPU backend; call it once, before the backend is used. */
export function registerWebgpuKernels(): void {
  for (const kernel of KERNELS) registerKernel(kernel);
}
