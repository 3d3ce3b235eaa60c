import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, util } from '@tensorflow/tfjs-core';
import { MAX_NORM_EPSILON, MAX_NORM_KERNEL } from '../../ops/max-norm.ts';
import { asFloat, asInt, flatProgram, runInPlace } from './program.ts';

/** One thread a column: neighbouring threads read neighbouring values of each row. */
const CODE = /* wgsl */ `
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

export const maxNormWebgpu: KernelConfig = {
  kernelName: MAX_NORM_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { weights } = inputs;
    const { limit } = attrs as unknown as { limit: number };
    if (!weights) throw new TypeError('max-norm needs weights');
    const rows = weights.shape[0] ?? 1;
    const columns = util.sizeFromShape(weights.shape) / rows;
    const program = flatProgram({
      key: MAX_NORM_KERNEL,
      inputs: [],
      outputShape: weights.shape,
      threads: columns,
      uniforms: 'rows : i32, columns : i32, limit : f32, epsilon : f32,',
      code: CODE,
    });
    const uniforms = [asInt(rows), asInt(columns), asFloat(limit), asFloat(MAX_NORM_EPSILON)];
    runInPlace(backend as WebGPUBackend, program, [], uniforms, weights);
    return [];
  },
};
