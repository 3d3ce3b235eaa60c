import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, util } from '@tensorflow/tfjs-core';
import { DROPOUT_KERNEL, type DropoutMask, dropoutThreshold } from '../../ops/dropout.ts';
import { PHILOX_WGSL } from './philox.ts';
import { asFloat, asInt, asUint, flatProgram } from './program.ts';

/** One thread draws one block of four random words and serves four elements. */
export const dropoutWebgpu: KernelConfig = {
  kernelName: DROPOUT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { x } = inputs;
    const { rate, seed, stream, step } = attrs as unknown as DropoutMask;
    if (x === undefined) throw new TypeError('dropout needs an input');
    const elements = util.sizeFromShape(x.shape);
    const program = flatProgram({
      key: DROPOUT_KERNEL,
      inputs: ['x'],
      outputShape: x.shape,
      threads: Math.ceil(elements / 4),
      uniforms: 'elements : i32, seed : u32, stream : u32, step : u32, threshold : u32, scale : f32,',
      code: /* wgsl */ `
        ${PHILOX_WGSL}
        fn main(index : i32) {
          let first = index * 4;
          if (first >= uniforms.elements) { return; }
          let words = philox(vec4<u32>(u32(index), 0u, uniforms.step, 0u), vec2<u32>(uniforms.seed, uniforms.stream));
          for (var lane = 0; lane < min(4, uniforms.elements - first); lane = lane + 1) {
            result[first + lane] = select(0.0, x[first + lane] * uniforms.scale, words[lane] >= uniforms.threshold);
          }
        }
      `,
    });
    return (backend as WebGPUBackend).runWebGPUProgram(program, [x], 'float32', [
      asInt(elements),
      asUint(seed),
      asUint(stream),
      asUint(step),
      asUint(dropoutThreshold(rate)),
      asFloat(1 / (1 - rate)),
    ]);
  },
};
