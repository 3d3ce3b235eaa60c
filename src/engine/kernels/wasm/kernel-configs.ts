import type { KernelConfig } from '@tensorflow/tfjs-core';
import {
  BATCH_NORM_EPSILON,
  BATCH_NORM_GRADIENT_KERNEL,
  BATCH_NORM_INFERENCE_KERNEL,
  BATCH_NORM_KERNEL,
  type BatchNormAttributes,
} from '../../ops/batch-norm.ts';
import {
  CONV2D_GRADIENT_KERNEL,
  CONV2D_KERNEL,
  type Conv2dAttributes,
  type Conv2dGradientAttributes,
} from '../../ops/conv2d.ts';
import {
  DENSE_GRADIENT_KERNEL,
  DENSE_KERNEL,
  type DenseAttributes,
  type DenseGradientAttributes,
} from '../../ops/dense.ts';
import { DROPOUT_KERNEL, type DropoutMask } from '../../ops/dropout.ts';
import { MAX_POOL_GRADIENT_KERNEL, MAX_POOL_KERNEL, type MaxPoolAttributes } from '../../ops/max-pool.ts';
import { batchNormGradient, batchNormInference, batchNormTraining } from './batch-norm.ts';
import { conv2d, conv2dGradients } from './conv2d.ts';
import { dense, denseGradients } from './dense.ts';
import { dropout } from './dropout.ts';
import { gatherImagesWasm } from './gather-images.ts';
import { lossConfig } from './loss-config.ts';
import { maxPool, maxPoolGradient, poolAxis } from './max-pool.ts';
import type { KernelModule } from './module.ts';
import { optimizerUpdateConfig } from './optimizer-config.ts';
import { config, type Tensors } from './tensors.ts';

/**
 * The wasm kernels as kernels of TensorFlow.js: from tensors to offsets into the memory they share with its backend.
 * The kernels know nothing of tensors, and this file nothing of arithmetic.
 */

const FLOAT_BYTES = 4;

function convolutionShape(tensors: Tensors, padding: 'same' | 'valid') {
  const [batch = 0, height = 0, width = 0, inputChannels = 0] = tensors.shape('x');
  const [size = 0, , , outputChannels = 0] = tensors.shape('filter');
  return { batch, height, width, inputChannels, outputChannels, size, padding };
}

function denseShape(tensors: Tensors) {
  const [batch = 0, inputs = 0] = tensors.shape('x');
  const [, outputs = 0] = tensors.shape('kernel');
  return { batch, inputs, outputs };
}

function poolShape(tensors: Tensors, attributes: MaxPoolAttributes) {
  const [batch = 0, height = 0, width = 0, channels = 0] = tensors.shape('x');
  const { size, stride, padding } = attributes;
  return { batch, height, width, channels, size, stride, padding };
}

function normShape(tensors: Tensors) {
  const channels = tensors.shape('x').at(-1) ?? 1;
  return { rows: tensors.size('x') / channels, channels };
}

function convolutionConfigs(kernels: KernelModule): KernelConfig[] {
  return [
    config(CONV2D_KERNEL, (tensors, attributes) => {
      const { padding, channels, start } = attributes as Conv2dAttributes;
      const shape = { ...convolutionShape(tensors, padding), outputPixelFloats: channels };
      const shrink = padding === 'valid' ? shape.size - 1 : 0;
      const whole = tensors.optional('whole');
      const y = whole ?? tensors.make([shape.batch, shape.height - shrink, shape.width - shrink, channels]);
      const at = {
        x: tensors.at('x'),
        filter: tensors.at('filter'),
        bias: tensors.at('bias'),
        y: tensors.offset(y) + start * FLOAT_BYTES,
      };
      conv2d(kernels, at, shape, true);
      return whole === undefined ? y : [];
    }),
    config(CONV2D_GRADIENT_KERNEL, (tensors, attributes) => {
      const { padding, wantsInput, start } = attributes as Conv2dGradientAttributes;
      const outputPixelFloats = tensors.shape('y').at(-1) ?? 0;
      const shape = { ...convolutionShape(tensors, padding), outputPixelFloats };
      const dFilter = tensors.makeLike('filter');
      const dBias = tensors.make([shape.outputChannels]);
      const dx = wantsInput ? tensors.makeLike('x') : undefined;
      const at = {
        x: tensors.at('x'),
        filter: tensors.at('filter'),
        y: tensors.at('y') + start * FLOAT_BYTES,
        dy: tensors.at('dy') + start * FLOAT_BYTES,
        dx: dx === undefined ? 0 : tensors.offset(dx),
        dFilter: tensors.offset(dFilter),
        dBias: tensors.offset(dBias),
      };
      conv2dGradients(kernels, at, shape);
      return dx === undefined ? [dFilter, dBias] : [dFilter, dBias, dx];
    }),
  ];
}

function denseConfigs(kernels: KernelModule): KernelConfig[] {
  return [
    config(DENSE_KERNEL, (tensors, attributes) => {
      const shape = denseShape(tensors);
      const y = tensors.make([shape.batch, shape.outputs]);
      const at = { x: tensors.at('x'), kernel: tensors.at('kernel'), bias: tensors.at('bias'), y: tensors.offset(y) };
      dense(kernels, at, shape, (attributes as DenseAttributes).activation === 'relu');
      return y;
    }),
    config(DENSE_GRADIENT_KERNEL, (tensors, attributes) => {
      const { activation, wantsInput } = attributes as DenseGradientAttributes;
      const shape = denseShape(tensors);
      const dKernel = tensors.makeLike('kernel');
      const dBias = tensors.make([shape.outputs]);
      const dx = wantsInput ? tensors.makeLike('x') : undefined;
      const at = {
        x: tensors.at('x'),
        kernel: tensors.at('kernel'),
        y: activation === 'relu' ? tensors.at('y') : 0,
        dy: tensors.at('dy'),
        dx: dx === undefined ? 0 : tensors.offset(dx),
        dKernel: tensors.offset(dKernel),
        dBias: tensors.offset(dBias),
      };
      denseGradients(kernels, at, shape);
      return dx === undefined ? [dKernel, dBias] : [dKernel, dBias, dx];
    }),
  ];
}

function poolConfigs(kernels: KernelModule): KernelConfig[] {
  return [
    config(MAX_POOL_KERNEL, (tensors, attributes) => {
      const shape = poolShape(tensors, attributes as MaxPoolAttributes);
      const [height] = poolAxis(shape.height, shape);
      const [width] = poolAxis(shape.width, shape);
      const y = tensors.make([shape.batch, height, width, shape.channels]);
      maxPool(kernels, { x: tensors.at('x'), y: tensors.offset(y) }, shape);
      return y;
    }),
    config(MAX_POOL_GRADIENT_KERNEL, (tensors, attributes) => {
      const dx = tensors.makeLike('x');
      const at = { x: tensors.at('x'), dy: tensors.at('dy'), dx: tensors.offset(dx) };
      maxPoolGradient(kernels, at, poolShape(tensors, attributes as MaxPoolAttributes));
      return dx;
    }),
  ];
}

function batchNormConfigs(kernels: KernelModule, memory: WebAssembly.Memory): KernelConfig[] {
  return [
    config(BATCH_NORM_KERNEL, (tensors, attributes) => {
      const shape = normShape(tensors);
      const [y, mean, variance] = [
        tensors.makeLike('x'),
        tensors.make([shape.channels]),
        tensors.make([shape.channels]),
      ];
      const at = {
        x: tensors.at('x'),
        gamma: tensors.at('gamma'),
        beta: tensors.at('beta'),
        y: tensors.offset(y),
        mean: tensors.offset(mean),
        variance: tensors.offset(variance),
      };
      batchNormTraining(kernels, at, shape, BATCH_NORM_EPSILON);
      const { momentum } = attributes as BatchNormAttributes;
      moveAverage(memory, tensors.at('movingMean'), at.mean, shape.channels, momentum);
      moveAverage(memory, tensors.at('movingVariance'), at.variance, shape.channels, momentum);
      return [y, mean, variance];
    }),
    config(BATCH_NORM_INFERENCE_KERNEL, (tensors) => {
      const y = tensors.makeLike('x');
      const at = {
        x: tensors.at('x'),
        gamma: tensors.at('gamma'),
        beta: tensors.at('beta'),
        y: tensors.offset(y),
        mean: tensors.at('movingMean'),
        variance: tensors.at('movingVariance'),
      };
      batchNormInference(kernels, at, normShape(tensors), BATCH_NORM_EPSILON);
      return y;
    }),
    config(BATCH_NORM_GRADIENT_KERNEL, (tensors) => {
      const shape = normShape(tensors);
      const [dx, dGamma, dBeta] = [
        tensors.makeLike('x'),
        tensors.make([shape.channels]),
        tensors.make([shape.channels]),
      ];
      const at = {
        x: tensors.at('x'),
        dy: tensors.at('dy'),
        dx: tensors.offset(dx),
        gamma: tensors.at('gamma'),
        mean: tensors.at('mean'),
        variance: tensors.at('variance'),
        dGamma: tensors.offset(dGamma),
        dBeta: tensors.offset(dBeta),
      };
      batchNormGradient(kernels, at, shape, BATCH_NORM_EPSILON);
      return [dx, dGamma, dBeta];
    }),
  ];
}

/** A few dozen numbers: not worth a kernel. */
function moveAverage(
  memory: WebAssembly.Memory,
  average: number,
  value: number,
  channels: number,
  momentum: number,
): void {
  const averages = new Float32Array(memory.buffer, average, channels);
  const values = new Float32Array(memory.buffer, value, channels);
  for (let channel = 0; channel < channels; channel++) {
    averages[channel] = momentum * (averages[channel] ?? 0) + (1 - momentum) * (values[channel] ?? 0);
  }
}

function dropoutConfig(kernels: KernelModule): KernelConfig {
  return config(DROPOUT_KERNEL, (tensors, attributes) => {
    const y = tensors.makeLike('x');
    const at = { x: tensors.at('x'), y: tensors.offset(y) };
    dropout(kernels, at, tensors.size('x'), attributes as DropoutMask);
    return y;
  });
}

/**
 * Every op of a training step on the wasm backend.
 * @param memory what the kernels and the backend share
 */
export function wasmKernelConfigs(kernels: KernelModule, memory: WebAssembly.Memory): KernelConfig[] {
  return [
    ...convolutionConfigs(kernels),
    ...denseConfigs(kernels),
    ...poolConfigs(kernels),
    ...batchNormConfigs(kernels, memory),
    dropoutConfig(kernels),
    lossConfig(kernels, memory),
    optimizerUpdateConfig(kernels),
    gatherImagesWasm,
  ];
}
