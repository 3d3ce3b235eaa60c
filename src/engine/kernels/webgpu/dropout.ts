import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, util } from '@tensorflow/tfjs-core';
import { DROPOUT_KERNEL, type DropoutMask, dropoutThreshold } from '../../ops/dropout.ts';
import { kernelInput } from '../inputs.ts';
import { f32, makeTensor, runProgram, u32 } from './encoder.ts';
import { flatMain, flatWorkgroups } from './flat.ts';
import { PHILOX_WGSL } from './philox.ts';

/** One thread draws one block of four random words and serves four elements. */
const DROPOUT_CODE = /* wgsl */ `
  ${PHILOX_WGSL}
  ${flatMain(/* wgsl */ `
    let first = index * 4u;
    if (first >= params.elements) { return; }
    let words = philox(vec4<u32>(index, 0u, params.step, 0u), vec2<u32>(params.seed, params.stream));
    for (var lane = 0u; lane < min(4u, params.elements - first); lane++) {
      y[first + lane] = select(0.0, x[first + lane] * params.scale, words[lane] >= params.threshold);
    }
  `)}
`;

export const dropoutWebgpu: KernelConfig = {
  kernelName: DROPOUT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const gpu = backend as WebGPUBackend;
    const x = kernelInput(inputs, 'x');
    const { rate, seed, stream, step } = attrs as unknown as DropoutMask;
    const elements = util.sizeFromShape(x.shape);
    const y = makeTensor(gpu, x.shape);
    runProgram(gpu, {
      key: DROPOUT_KERNEL,
      code: () => DROPOUT_CODE,
      reads: { x },
      writes: { y },
      params: [
        u32('elements', elements),
        u32('seed', seed),
        u32('stream', stream),
        u32('step', step),
        u32('threshold', dropoutThreshold(rate)),
        f32('scale', 1 / (1 - rate)),
      ],
      paramsChange: true,
      workgroups: flatWorkgroups(Math.ceil(elements / 4)),
    });
    return y;
  },
};
