import * as tf from '@tensorflow/tfjs-core';
import { MAX_POOL_GRADIENT_KERNEL, MAX_POOL_KERNEL, type MaxPoolAttributes } from '../../ops/max-pool.ts';
import { kernelInput } from '../inputs.ts';

export const maxPoolWebgpu: tf.KernelConfig = {
  kernelName: MAX_POOL_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs }) => {
    const { size, stride, padding } = attrs as unknown as MaxPoolAttributes;
    return tf.maxPool(kernelInput<tf.Tensor4D>(inputs, 'x'), size, stride, padding);
  },
};

export const maxPoolGradientWebgpu: tf.KernelConfig = {
  kernelName: MAX_POOL_GRADIENT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs }) => {
    const { size, stride, padding } = attrs as unknown as MaxPoolAttributes;
    const tensors = {
      dy: kernelInput(inputs, 'dy'),
      input: kernelInput(inputs, 'x'),
      output: kernelInput(inputs, 'y'),
    };
    return tf.engine().runKernel(tf.MaxPoolGrad, tensors, { filterSize: size, strides: stride, pad: padding });
  },
};
