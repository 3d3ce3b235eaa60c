import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { ADAM_KERNEL, type AdamAttributes, MAX_NORM_EPSILON } from '../../ops/adam.ts';
import { kernelInput } from '../inputs.ts';
import { asFloat, asInt, flatProgram, runInPlace } from './program.ts';

/** A program of this backend writes one tensor, so the two moments and the weights take one each. */
const MOMENT_CODE = (term: string): string => /* wgsl */ `
  fn main(index : i32) {
    if (index >= uniforms.elements) { return; }
    let slope = gradient[index];
    result[index] = uniforms.beta * result[index] + (1.0 - uniforms.beta) * ${term};
  }
`;
const WEIGHTS_CODE = /* wgsl */ `
  fn main(index : i32) {
    if (index >= uniforms.elements) { return; }
    result[index] = result[index] - uniforms.rate * firstMoment[index] / (sqrt(secondMoment[index]) + uniforms.epsilon);
  }
`;
/** One thread a column: neighbouring threads read neighbouring values of each row. */
const MAX_NORM_CODE = /* wgsl */ `
  fn main(column : i32) {
    if (column >= uniforms.columns) { return; }
    var squares = 0.0;
    for (var row = 0; row < uniforms.rows; row = row + 1) {
      let value = result[row * uniforms.columns + column];
      squares = squares + value * value;
    }
    let norm = sqrt(squares);
    let scale = min(norm, uniforms.limit) / (uniforms.epsilon + norm);
    for (var row = 0; row < uniforms.rows; row = row + 1) {
      result[row * uniforms.columns + column] = result[row * uniforms.columns + column] * scale;
    }
  }
`;

interface Parameter {
  readonly weights: TensorInfo;
  readonly gradient: TensorInfo;
  readonly firstMoment: TensorInfo;
  readonly secondMoment: TensorInfo;
}

export const adamWebgpu: KernelConfig = {
  kernelName: ADAM_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const attributes = attrs as unknown as AdamAttributes;
    const gpu = backend as WebGPUBackend;
    for (const [index, limit] of attributes.maxNorms.entries()) {
      const parameter: Parameter = {
        weights: kernelInput(inputs, `weights${index}`),
        gradient: kernelInput(inputs, `gradient${index}`),
        firstMoment: kernelInput(inputs, `firstMoment${index}`),
        secondMoment: kernelInput(inputs, `secondMoment${index}`),
      };
      update(gpu, parameter, attributes);
      if (limit > 0) applyMaxNorm(gpu, parameter.weights, limit);
    }
    return [];
  },
};

function update(gpu: WebGPUBackend, parameter: Parameter, attributes: AdamAttributes): void {
  const { weights, gradient, firstMoment, secondMoment } = parameter;
  const { beta1, beta2, epsilon, learningRate, iteration } = attributes;
  const correctedRate = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
  const threads = util.sizeFromShape(weights.shape);
  const common = { outputShape: weights.shape, threads };
  const moment = (name: string, term: string) =>
    flatProgram({
      ...common,
      key: `${ADAM_KERNEL}.${name}`,
      inputs: ['gradient'],
      uniforms: 'elements : i32, beta : f32,',
      code: MOMENT_CODE(term),
    });
  runInPlace(gpu, moment('first', 'slope'), [gradient], [asInt(threads), asFloat(beta1)], firstMoment);
  runInPlace(gpu, moment('second', 'slope * slope'), [gradient], [asInt(threads), asFloat(beta2)], secondMoment);
  const weightsProgram = flatProgram({
    ...common,
    key: `${ADAM_KERNEL}.weights`,
    inputs: ['firstMoment', 'secondMoment'],
    uniforms: 'elements : i32, rate : f32, epsilon : f32,',
    code: WEIGHTS_CODE,
  });
  const uniforms = [asInt(threads), asFloat(correctedRate), asFloat(epsilon)];
  runInPlace(gpu, weightsProgram, [firstMoment, secondMoment], uniforms, weights);
}

function applyMaxNorm(gpu: WebGPUBackend, weights: TensorInfo, limit: number): void {
  const rows = weights.shape[0] ?? 1;
  const columns = util.sizeFromShape(weights.shape) / rows;
  const program = flatProgram({
    key: `${ADAM_KERNEL}.maxNorm`,
    inputs: [],
    outputShape: weights.shape,
    threads: columns,
    uniforms: 'rows : i32, columns : i32, limit : f32, epsilon : f32,',
    code: MAX_NORM_CODE,
  });
  runInPlace(gpu, program, [], [asInt(rows), asInt(columns), asFloat(limit), asFloat(MAX_NORM_EPSILON)], weights);
}
