import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { type KernelConfig, type Tensor4D, util } from '@tensorflow/tfjs-core';
import { MAX_POOL_GRADIENT_KERNEL, MAX_POOL_KERNEL, type MaxPoolAttributes } from '../../ops/max-pool.ts';
import { kernelInput } from '../inputs.ts';
import { makeTensor, runProgram, u32 } from './encoder.ts';
import { constants, flatMain, flatWorkgroups, keyOf } from './flat.ts';

interface Window {
  readonly outShape: [number, number, number, number];
  readonly values: Readonly<Record<string, number>>;
}

/** Output side and padding before, by TensorFlow's rules. */
function axis(side: number, { size, stride, padding }: MaxPoolAttributes): [number, number] {
  if (padding === 'valid') return [Math.floor((side - size) / stride) + 1, 0];
  const out = Math.ceil(side / stride);
  return [out, Math.floor(Math.max(0, (out - 1) * stride + size - side) / 2)];
}

function windowOf(x: Tensor4D, attributes: MaxPoolAttributes): Window {
  const [batch, height, width, channels] = x.shape;
  const [outHeight, top] = axis(height, attributes);
  const [outWidth, left] = axis(width, attributes);
  return {
    outShape: [batch, outHeight, outWidth, channels],
    values: {
      HEIGHT: height,
      WIDTH: width,
      CHANNELS: channels,
      OUT_HEIGHT: outHeight,
      OUT_WIDTH: outWidth,
      TOP: top,
      LEFT: left,
      SIZE: attributes.size,
      STRIDE: attributes.stride,
    },
  };
}

/** Neighbouring threads work on neighbouring channels. */
const POOL_CODE = flatMain(/* wgsl */ `
  if (index >= params.outputs) { return; }
  let pixel = i32(index / CHANNELS);
  let image = pixel / (OUT_HEIGHT * OUT_WIDTH);
  let top = (pixel / OUT_WIDTH) % OUT_HEIGHT * STRIDE - TOP;
  let left = pixel % OUT_WIDTH * STRIDE - LEFT;
  let first = image * (HEIGHT * WIDTH * CHANNELS) + i32(index % CHANNELS);
  var highest = -3.402823466e38;
  for (var row = max(0, top); row < min(HEIGHT, top + SIZE); row++) {
    for (var column = max(0, left); column < min(WIDTH, left + SIZE); column++) {
      highest = max(highest, x[first + (row * WIDTH + column) * CHANNELS]);
    }
  }
  y[index] = highest;
`);

/** Each input looks at the windows that hold it and takes the gradient of those whose first maximum it is. */
const GRADIENT_CODE = /* wgsl */ `
  fn isFirst(first : i32, top : i32, left : i32, ownRow : i32, ownColumn : i32, highest : f32) -> bool {
    for (var row = max(0, top); row <= ownRow; row++) {
      let end = select(min(WIDTH, left + SIZE), ownColumn, row == ownRow);
      for (var column = max(0, left); column < end; column++) {
        if (x[first + (row * WIDTH + column) * CHANNELS] == highest) { return false; }
      }
    }
    return true;
  }
  ${flatMain(/* wgsl */ `
    if (index >= params.inputs) { return; }
    let channel = i32(index % CHANNELS);
    let pixel = i32(index / CHANNELS);
    let image = pixel / (HEIGHT * WIDTH);
    let row = (pixel / WIDTH) % HEIGHT;
    let column = pixel % WIDTH;
    let first = image * (HEIGHT * WIDTH * CHANNELS) + channel;
    let own = x[index];
    var sum = 0.0;
    // The first window that reaches this pixel is the first whose end lies behind it.
    let firstRow = (max(0, row + TOP - SIZE + 1) + STRIDE - 1) / STRIDE;
    let firstColumn = (max(0, column + LEFT - SIZE + 1) + STRIDE - 1) / STRIDE;
    for (var outRow = firstRow; outRow <= min(OUT_HEIGHT - 1, (row + TOP) / STRIDE); outRow++) {
      for (var outColumn = firstColumn; outColumn <= min(OUT_WIDTH - 1, (column + LEFT) / STRIDE); outColumn++) {
        let at = ((image * OUT_HEIGHT + outRow) * OUT_WIDTH + outColumn) * CHANNELS + channel;
        if (y[at] == own) {
          if (isFirst(first, outRow * STRIDE - TOP, outColumn * STRIDE - LEFT, row, column, own)) { sum += dy[at]; }
        }
      }
    }
    dx[index] = sum;
  `)}
`;

export const maxPoolWebgpu: KernelConfig = {
  kernelName: MAX_POOL_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const gpu = backend as WebGPUBackend;
    const x = kernelInput<Tensor4D>(inputs, 'x');
    const { outShape, values } = windowOf(x, attrs as unknown as MaxPoolAttributes);
    const outputs = util.sizeFromShape(outShape);
    const y = makeTensor(gpu, outShape);
    runProgram(gpu, {
      key: keyOf(MAX_POOL_KERNEL, values),
      code: () => `${constants(values)}\n${POOL_CODE}`,
      reads: { x },
      writes: { y },
      params: [u32('outputs', outputs)],
      workgroups: flatWorkgroups(outputs),
    });
    return y;
  },
};

export const maxPoolGradientWebgpu: KernelConfig = {
  kernelName: MAX_POOL_GRADIENT_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const gpu = backend as WebGPUBackend;
    const x = kernelInput<Tensor4D>(inputs, 'x');
    const { values } = windowOf(x, attrs as unknown as MaxPoolAttributes);
    const dx = makeTensor(gpu, x.shape);
    runProgram(gpu, {
      key: keyOf(MAX_POOL_GRADIENT_KERNEL, values),
      code: () => `${constants(values)}\n${GRADIENT_CODE}`,
      reads: { dy: kernelInput(inputs, 'dy'), x, y: kernelInput(inputs, 'y') },
      writes: { dx },
      params: [u32('inputs', x.size)],
      workgroups: flatWorkgroups(x.size),
    });
    return dx;
  },
};
