import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import * as tf from '@tensorflow/tfjs-core';
import {
  BATCH_NORM_EPSILON,
  BATCH_NORM_GRADIENT_KERNEL,
  BATCH_NORM_INFERENCE_KERNEL,
  BATCH_NORM_KERNEL,
  type BatchNormAttributes,
} from '../../ops/batch-norm.ts';
import { kernelInput } from '../inputs.ts';
import { asFloat, asInt, flatProgram, runInPlace } from './program.ts';

function asRows(x: tf.Tensor): tf.Tensor2D {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}

export const batchNormWebgpu: tf.KernelConfig = {
  kernelName: BATCH_NORM_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { momentum } = attrs as unknown as BatchNormAttributes;
    const [x, gamma, beta] = ['x', 'gamma', 'beta'].map((name) => kernelInput<tf.Tensor>(inputs, name));
    if (!x || !gamma || !beta) throw new TypeError('batch normalisation needs x, gamma and beta');
    const outputs = tf.tidy(() => {
      const rows = asRows(x);
      const mean = tf.mean(rows, 0);
      const centred = tf.sub(rows, mean);
      const variance = tf.mean(tf.square(centred), 0);
      const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, BATCH_NORM_EPSILON)));
      return [tf.reshape(tf.add(tf.mul(centred, scale), beta), x.shape), mean, variance];
    });
    const gpu = backend as WebGPUBackend;
    for (const [name, value] of [
      ['movingMean', outputs[1]],
      ['movingVariance', outputs[2]],
    ] as const) {
      if (value !== undefined) moveAverage(gpu, kernelInput(inputs, name), value, momentum);
    }
    return outputs;
  },
};

function moveAverage(gpu: WebGPUBackend, average: tf.TensorInfo, value: tf.TensorInfo, momentum: number): void {
  const [channels = 0] = value.shape;
  const program = flatProgram({
    key: `${BATCH_NORM_KERNEL}.average`,
    inputs: ['value'],
    outputShape: [channels],
    threads: channels,
    uniforms: 'channels : i32, momentum : f32,',
    code: /* wgsl */ `
      fn main(index : i32) {
        if (index >= uniforms.channels) { return; }
        result[index] = uniforms.momentum * result[index] + (1.0 - uniforms.momentum) * value[index];
      }
    `,
  });
  runInPlace(gpu, program, [value], [asInt(channels), asFloat(momentum)], average);
}

export const batchNormInferenceWebgpu: tf.KernelConfig = {
  kernelName: BATCH_NORM_INFERENCE_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs }) => {
    const tensor = (name: string): tf.Tensor => kernelInput<tf.Tensor>(inputs, name);
    return tf.tidy(() => {
      const scale = tf.mul(tensor('gamma'), tf.rsqrt(tf.add(tensor('movingVariance'), BATCH_NORM_EPSILON)));
      return tf.add(tf.mul(tensor('x'), scale), tf.sub(tensor('beta'), tf.mul(tensor('movingMean'), scale)));
    });
  },
};

export const batchNormGradientWebgpu: tf.KernelConfig = {
  kernelName: BATCH_NORM_GRADIENT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs }) => {
    const tensor = (name: string): tf.Tensor => kernelInput<tf.Tensor>(inputs, name);
    return tf.tidy(() => {
      const x = tensor('x');
      const dyRows = asRows(tensor('dy'));
      const rows = dyRows.shape[0];
      const inverse = tf.rsqrt(tf.add(tensor('variance'), BATCH_NORM_EPSILON));
      const normalised = tf.mul(tf.sub(asRows(x), tensor('mean')), inverse);
      const beta = tf.sum(dyRows, 0);
      const gamma = tf.sum(tf.mul(dyRows, normalised), 0);
      const spread = tf.add(tf.mul(normalised, tf.div(gamma, rows)), tf.div(beta, rows));
      const input = tf.reshape(tf.mul(tf.sub(dyRows, spread), tf.mul(tensor('gamma'), inverse)), x.shape);
      return [input, gamma, beta];
    });
  },
};
