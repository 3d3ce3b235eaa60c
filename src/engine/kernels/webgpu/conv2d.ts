import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { KernelConfig, Tensor4D, TensorInfo } from '@tensorflow/tfjs-core';
import {
  CONV2D_GRADIENT_KERNEL,
  CONV2D_KERNEL,
  type Conv2dAttributes,
  type Conv2dGradientAttributes,
} from '../../ops/conv2d.ts';
import { kernelInput } from '../inputs.ts';
import { makeTensor } from './encoder.ts';
import { runMatrixProduct } from './matrix-product.ts';

/**
 * Convolution of stride 1 and its gradients as matrix products whose left matrix is never built: an element of it is the
 * pixel under a tap of the window, or 0 beside the image. ReLU's mask is taken as the gradient is loaded.
 */

interface Shape {
  readonly batch: number;
  readonly outShape: [number, number, number, number];
  readonly constants: {
    readonly HEIGHT: number;
    readonly WIDTH: number;
    readonly INPUTS: number;
    readonly OUTPUTS: number;
    readonly SIZE: number;
    readonly PAD: number;
    readonly OUT_HEIGHT: number;
    readonly OUT_WIDTH: number;
    /** Channels of the tensor the outputs lie in, and their place among them. */
    readonly PIXEL: number;
    readonly START: number;
  };
}

type Slice = Pick<Conv2dAttributes, 'channels' | 'start'>;

function shapeOf(x: Tensor4D, filter: Tensor4D, padding: 'same' | 'valid', { channels, start }: Slice): Shape {
  const [batch, height, width, inputs] = x.shape;
  const [size, , , outputs] = filter.shape;
  const cut = padding === 'same' ? 0 : size - 1;
  return {
    batch,
    outShape: [batch, height - cut, width - cut, channels],
    constants: {
      HEIGHT: height,
      WIDTH: width,
      INPUTS: inputs,
      OUTPUTS: outputs,
      SIZE: size,
      PAD: padding === 'same' ? Math.floor((size - 1) / 2) : 0,
      OUT_HEIGHT: height - cut,
      OUT_WIDTH: width - cut,
      PIXEL: channels,
      START: start,
    },
  };
}

const OUTPUT_PIXEL = /* wgsl */ `
  let image = i32(index / (OUT_HEIGHT * OUT_WIDTH));
  let pixel = i32(index % (OUT_HEIGHT * OUT_WIDTH));
`;
const LOAD_DZ = /* wgsl */ `
  let at = depth.x + line.x;
  return select(0.0, dy[at], y[at] > 0.0);
`;

export const conv2dWebgpu: KernelConfig = {
  kernelName: CONV2D_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { padding, ...slice } = attrs as unknown as Conv2dAttributes;
    const gpu = backend as WebGPUBackend;
    const x = kernelInput<Tensor4D>(inputs, 'x');
    const filter = kernelInput<Tensor4D>(inputs, 'filter');
    const { batch, outShape, constants } = shapeOf(x, filter, padding, slice);
    const y = inputs.whole ?? makeTensor(gpu, outShape);
    runMatrixProduct(gpu, {
      name: CONV2D_KERNEL,
      constants,
      rows: batch * constants.OUT_HEIGHT * constants.OUT_WIDTH,
      columns: constants.OUTPUTS,
      depth: constants.SIZE * constants.SIZE * constants.INPUTS,
      left: {
        contiguous: 'depth',
        line: /* wgsl */ `
          ${OUTPUT_PIXEL}
          info = vec4<i32>(image * (HEIGHT * WIDTH * INPUTS), pixel / OUT_WIDTH - PAD, pixel % OUT_WIDTH - PAD, 0);`,
        depth: /* wgsl */ `
          let tap = i32(index / INPUTS);
          info = vec4<i32>(tap / SIZE, tap % SIZE, i32(index % INPUTS), 0);`,
        load: /* wgsl */ `
          let row = line.y + depth.x;
          let column = line.z + depth.y;
          if (row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH) { return 0.0; }
          return x[line.x + (row * WIDTH + column) * INPUTS + depth.z];`,
      },
      right: {
        contiguous: 'line',
        line: 'info.x = i32(index);',
        depth: 'info.x = i32(index) * OUTPUTS;',
        load: 'return filter_[depth.x + line.x];',
      },
      reads: { x, filter_: filter },
      storeReads: { bias: kernelInput(inputs, 'bias') },
      writes: { y },
      store: 'y[row * PIXEL + START + column] = max(0.0, value + bias[column]);',
    });
    return inputs.whole === undefined ? y : [];
  },
};

interface GradientTensors {
  readonly dy: TensorInfo;
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly y: TensorInfo;
}

/** One more row, as if of a channel that is 1 everywhere, gives the bias' gradient from the same tiles. */
function filterGradient(gpu: WebGPUBackend, { dy, x, y, filter }: GradientTensors, shape: Shape): TensorInfo[] {
  const { batch, constants } = shape;
  const weightRows = constants.SIZE * constants.SIZE * constants.INPUTS;
  const dFilter = makeTensor(gpu, filter.shape);
  const dBias = makeTensor(gpu, [constants.OUTPUTS]);
  runMatrixProduct(gpu, {
    name: `${CONV2D_GRADIENT_KERNEL}.filter`,
    constants: { ...constants, WEIGHT_ROWS: weightRows },
    rows: weightRows + 1,
    columns: constants.OUTPUTS,
    depth: batch * constants.OUT_HEIGHT * constants.OUT_WIDTH,
    left: {
      contiguous: constants.INPUTS < 4 ? 'depth' : 'line',
      line: /* wgsl */ `
        let tap = i32(index / INPUTS);
        info = vec4<i32>(tap / SIZE - PAD, tap % SIZE - PAD, i32(index % INPUTS), 0);
        if (index == WEIGHT_ROWS) { info.z = -1; }`,
      depth: /* wgsl */ `
        ${OUTPUT_PIXEL}
        info = vec4<i32>(image * (HEIGHT * WIDTH * INPUTS), pixel / OUT_WIDTH, pixel % OUT_WIDTH, 0);`,
      load: /* wgsl */ `
        if (line.z < 0) { return 1.0; }
        let row = line.x + depth.y;
        let column = line.y + depth.z;
        if (row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH) { return 0.0; }
        return x[depth.x + (row * WIDTH + column) * INPUTS + line.z];`,
    },
    right: {
      contiguous: 'line',
      line: 'info.x = i32(index) + START;',
      depth: 'info.x = i32(index) * PIXEL;',
      load: LOAD_DZ,
    },
    reads: { x, dy, y },
    writes: { dFilter, dBias },
    store: /* wgsl */ `
      if (row == WEIGHT_ROWS) { dBias[column] = value; } else { dFilter[row * OUTPUTS + column] = value; }`,
  });
  return [dFilter, dBias];
}

/** The window turned by 180 degrees over the output's gradient. */
function inputGradient(gpu: WebGPUBackend, { dy, x, filter, y }: GradientTensors, shape: Shape): TensorInfo {
  const { batch, constants } = shape;
  const dx = makeTensor(gpu, x.shape);
  runMatrixProduct(gpu, {
    name: `${CONV2D_GRADIENT_KERNEL}.input`,
    constants,
    rows: batch * constants.HEIGHT * constants.WIDTH,
    columns: constants.INPUTS,
    depth: constants.SIZE * constants.SIZE * constants.OUTPUTS,
    left: {
      contiguous: 'depth',
      line: /* wgsl */ `
        let image = i32(index / (HEIGHT * WIDTH));
        let pixel = i32(index % (HEIGHT * WIDTH));
        let first = image * (OUT_HEIGHT * OUT_WIDTH * PIXEL) + START;
        info = vec4<i32>(first, pixel / WIDTH + PAD, pixel % WIDTH + PAD, 0);`,
      depth: /* wgsl */ `
        let tap = i32(index / OUTPUTS);
        info = vec4<i32>(tap / SIZE, tap % SIZE, i32(index % OUTPUTS), 0);`,
      load: /* wgsl */ `
        let row = line.y - depth.x;
        let column = line.z - depth.y;
        if (row < 0 || row >= OUT_HEIGHT || column < 0 || column >= OUT_WIDTH) { return 0.0; }
        let at = line.x + (row * OUT_WIDTH + column) * PIXEL + depth.z;
        return select(0.0, dy[at], y[at] > 0.0);`,
    },
    right: {
      contiguous: 'depth',
      line: 'info.x = i32(index) * OUTPUTS;',
      depth: /* wgsl */ `
        info.x = i32(index / OUTPUTS) * (INPUTS * OUTPUTS) + i32(index % OUTPUTS);`,
      load: 'return filter_[line.x + depth.x];',
    },
    reads: { dy, y, filter_: filter },
    writes: { dx },
    store: 'dx[row * INPUTS + column] = value;',
  });
  return dx;
}

export const conv2dGradientWebgpu: KernelConfig = {
  kernelName: CONV2D_GRADIENT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { padding, wantsInput, start } = attrs as unknown as Conv2dGradientAttributes;
    const gpu = backend as WebGPUBackend;
    const x = kernelInput<Tensor4D>(inputs, 'x');
    const filter = kernelInput<Tensor4D>(inputs, 'filter');
    const y = kernelInput<Tensor4D>(inputs, 'y');
    const tensors = { dy: kernelInput(inputs, 'dy'), x, filter, y };
    const shape = shapeOf(x, filter, padding, { channels: y.shape[3], start });
    const gradients = filterGradient(gpu, tensors, shape);
    return wantsInput ? [...gradients, inputGradient(gpu, tensors, shape)] : gradients;
  },
};
