import * as tf from '@tensorflow/tfjs-core';
import {
  DENSE_GRADIENT_KERNEL,
  DENSE_KERNEL,
  type DenseAttributes,
  type DenseGradientAttributes,
} from '../../ops/dense.ts';
import { kernelInput } from '../inputs.ts';
import { maskByRelu } from './conv2d.ts';

export const denseWebgpu: tf.KernelConfig = {
  kernelName: DENSE_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs }) => {
    const { activation } = attrs as unknown as DenseAttributes;
    return tf.fused.matMul({
      a: kernelInput<tf.Tensor2D>(inputs, 'x'),
      b: kernelInput<tf.Tensor2D>(inputs, 'kernel'),
      transposeA: false,
      transposeB: false,
      bias: kernelInput<tf.Tensor1D>(inputs, 'bias'),
      activation,
    });
  },
};

export const denseGradientWebgpu: tf.KernelConfig = {
  kernelName: DENSE_GRADIENT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs }) => {
    const { activation, wantsInput } = attrs as unknown as DenseGradientAttributes;
    const x = kernelInput<tf.Tensor2D>(inputs, 'x');
    const kernel = kernelInput<tf.Tensor2D>(inputs, 'kernel');
    const dy = kernelInput<tf.Tensor2D>(inputs, 'dy');
    const dz = activation === 'relu' ? maskByRelu(dy, kernelInput(inputs, 'y')) : dy.clone();
    const gradients: tf.Tensor[] = [tf.matMul(x, dz as tf.Tensor2D, true, false), tf.sum(dz, 0)];
    if (wantsInput) gradients.push(tf.matMul(dz as tf.Tensor2D, kernel, false, true));
    dz.dispose();
    return gradients;
  },
};
