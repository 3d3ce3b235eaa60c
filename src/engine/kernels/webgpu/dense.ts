import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { KernelConfig, Tensor2D } from '@tensorflow/tfjs-core';
import {
  DENSE_GRADIENT_KERNEL,
  DENSE_KERNEL,
  type DenseAttributes,
  type DenseGradientAttributes,
} from '../../ops/dense.ts';
import { kernelInput } from '../inputs.ts';
import { makeTensor } from './encoder.ts';
import { type Operand, runMatrixProduct } from './matrix-product.ts';

/** Dense layers as matrix products; transposed operands are read transposed, ReLU's mask is taken as dy is loaded. */

/** `matrix[line][depth]`, with `width` elements in a row. */
const byRows = (load: string, width: string): Operand => ({
  contiguous: 'depth',
  line: `info.x = i32(index) * ${width};`,
  depth: 'info.x = i32(index);',
  load: `let at = line.x + depth.x; return ${load};`,
});
/** `matrix[depth][line]`, with `width` elements in a row. */
const byColumns = (load: string, width: string): Operand => ({
  contiguous: 'line',
  line: 'info.x = i32(index);',
  depth: `info.x = i32(index) * ${width};`,
  load: `let at = line.x + depth.x; return ${load};`,
});

export const denseWebgpu: KernelConfig = {
  kernelName: DENSE_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { activation } = attrs as unknown as DenseAttributes;
    const gpu = backend as WebGPUBackend;
    const x = kernelInput<Tensor2D>(inputs, 'x');
    const kernel = kernelInput<Tensor2D>(inputs, 'kernel');
    const [batch] = x.shape;
    const [width, units] = kernel.shape;
    const y = makeTensor(gpu, [batch, units]);
    const sum = 'value + bias[column]';
    runMatrixProduct(gpu, {
      name: `${DENSE_KERNEL}.${activation}`,
      constants: { INPUTS: width, UNITS: units },
      rows: batch,
      columns: units,
      depth: width,
      left: byRows('x[at]', 'INPUTS'),
      right: byColumns('kernel[at]', 'UNITS'),
      reads: { x, kernel },
      storeReads: { bias: kernelInput(inputs, 'bias') },
      writes: { y },
      store: `y[row * UNITS + column] = ${activation === 'relu' ? `max(0.0, ${sum})` : sum};`,
    });
    return y;
  },
};

export const denseGradientWebgpu: KernelConfig = {
  kernelName: DENSE_GRADIENT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { activation, wantsInput } = attrs as unknown as DenseGradientAttributes;
    const gpu = backend as WebGPUBackend;
    const x = kernelInput<Tensor2D>(inputs, 'x');
    const kernel = kernelInput<Tensor2D>(inputs, 'kernel');
    const dy = kernelInput(inputs, 'dy');
    const isRelu = activation === 'relu';
    const reads = isRelu ? { dy, y: kernelInput(inputs, 'y') } : { dy };
    const dz = isRelu ? 'select(0.0, dy[at], y[at] > 0.0)' : 'dy[at]';
    const [batch] = x.shape;
    const [width, units] = kernel.shape;
    const constants = { INPUTS: width, UNITS: units };
    const dKernel = makeTensor(gpu, kernel.shape);
    const dBias = makeTensor(gpu, [units]);
    // One more row, as if of an input that is always 1, gives the bias' gradient from the same tiles.
    runMatrixProduct(gpu, {
      name: `${DENSE_GRADIENT_KERNEL}.kernel.${activation}`,
      constants,
      rows: width + 1,
      columns: units,
      depth: batch,
      left: byColumns('select(x[at], 1.0, line.x == INPUTS)', 'INPUTS'),
      right: byColumns(dz, 'UNITS'),
      reads: { x, ...reads },
      writes: { dKernel, dBias },
      store: 'if (row == INPUTS) { dBias[column] = value; } else { dKernel[row * UNITS + column] = value; }',
    });
    if (!wantsInput) return [dKernel, dBias];
    const dx = makeTensor(gpu, x.shape);
    runMatrixProduct(gpu, {
      name: `${DENSE_GRADIENT_KERNEL}.input.${activation}`,
      constants,
      rows: batch,
      columns: width,
      depth: units,
      left: byRows(dz, 'UNITS'),
      right: byRows('kernel[at]', 'UNITS'),
      reads: { ...reads, kernel },
      writes: { dx },
      store: 'dx[row * INPUTS + column] = value;',
    });
    return [dKernel, dBias, dx];
  },
};
