import * as tf from '@tensorflow/tfjs-core';
import {
  CONV2D_GRADIENT_KERNEL,
  CONV2D_KERNEL,
  type Conv2dAttributes,
  type Conv2dGradientAttributes,
} from '../../ops/conv2d.ts';
import { kernelInput } from '../inputs.ts';

/** Convolution by the backend's own kernels, whose gradients are right to 1e-6. */
export const conv2dWebgpu: tf.KernelConfig = {
  kernelName: CONV2D_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs }) => {
    const { padding } = attrs as unknown as Conv2dAttributes;
    return tf.fused.conv2d({
      x: kernelInput<tf.Tensor4D>(inputs, 'x'),
      filter: kernelInput<tf.Tensor4D>(inputs, 'filter'),
      bias: kernelInput<tf.Tensor1D>(inputs, 'bias'),
      strides: 1,
      pad: padding,
      activation: 'relu',
    });
  },
};

export const conv2dGradientWebgpu: tf.KernelConfig = {
  kernelName: CONV2D_GRADIENT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs }) => {
    const { padding, wantsInput } = attrs as unknown as Conv2dGradientAttributes;
    const x = kernelInput(inputs, 'x');
    const filter = kernelInput(inputs, 'filter');
    const dz = maskByRelu(kernelInput(inputs, 'dy'), kernelInput(inputs, 'y'));
    const engine = tf.engine();
    const common = { strides: 1, pad: padding, dataFormat: 'NHWC' };
    const gradients: tf.Tensor[] = [
      engine.runKernel(tf.Conv2DBackpropFilter, { x, dy: dz }, { ...common, filterShape: filter.shape }),
      tf.sum(dz, [0, 1, 2]),
    ];
    if (wantsInput) {
      gradients.push(engine.runKernel(tf.Conv2DBackpropInput, { dy: dz, filter }, { ...common, inputShape: x.shape }));
    }
    dz.dispose();
    return gradients;
  },
};

/** ReLU lets a gradient through where its output is positive. */
export function maskByRelu(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(dy, tf.step(y)));
}
