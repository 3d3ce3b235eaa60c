import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, util } from '@tensorflow/tfjs-core';
import { ADAM_KERNEL, type AdamAttributes } from '../../ops/adam.ts';
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

export const adamWebgpu: KernelConfig = {
  kernelName: ADAM_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { weights, gradient, firstMoment, secondMoment } = inputs;
    const { beta1, beta2, epsilon, correctedRate } = attrs as unknown as AdamAttributes;
    if (!weights || !gradient || !firstMoment || !secondMoment) throw new TypeError('Adam needs four tensors');
    const gpu = backend as WebGPUBackend;
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
    const update = flatProgram({
      ...common,
      key: `${ADAM_KERNEL}.weights`,
      inputs: ['firstMoment', 'secondMoment'],
      uniforms: 'elements : i32, rate : f32, epsilon : f32,',
      code: WEIGHTS_CODE,
    });
    const uniforms = [asInt(threads), asFloat(correctedRate), asFloat(epsilon)];
    runInPlace(gpu, update, [firstMoment, secondMoment], uniforms, weights);
    return [];
  },
};
