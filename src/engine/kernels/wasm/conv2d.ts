import type { KernelModule } from './module.ts';

/** Stride-1 convolution, NHWC, filter [size, size, in, out]. Offsets are bytes; 0 stands for "none". */
export interface Conv2dShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputChannels: number;
  readonly outputChannels: number;
  readonly size: number;
  readonly padding: 'same' | 'valid';
  /** Floats from one pixel of y and dy to the next; more than outputChannels where y is a part of a concatenation. */
  readonly outputPixelFloats?: number;
}

const padOf = ({ padding, size }: Conv2dShape): number => (padding === 'same' ? (size - 1) / 2 : 0);

/** y = conv(x, filter) + bias, then ReLU if asked. */
export function conv2d(
  kernels: KernelModule,
  at: { readonly x: number; readonly filter: number; readonly bias: number; readonly y: number },
  shape: Conv2dShape,
  relu: boolean,
): void {
  const { batch, height, width, inputChannels, outputChannels, size } = shape;
  const pad = padOf(shape);
  const { exports } = kernels;
  kernels.reserveThreadScratch(exports.conv2dThreadBytes(height, width, inputChannels, outputChannels, size, pad));
  const packed = kernels.scratch(exports.conv2dPackedBytes(inputChannels, outputChannels, size));
  exports.conv2d(
    at.x,
    at.filter,
    at.bias,
    at.y,
    batch,
    height,
    width,
    inputChannels,
    outputChannels,
    size,
    pad,
    shape.outputPixelFloats ?? outputChannels,
    relu ? 1 : 0,
    packed,
  );
}

/** More groups would share out better among many threads, but each costs a filter's worth of sums. */
const MOST_GROUPS = 16;

/**
 * dx (0: not wanted), dFilter and dBias (0: not wanted), from x, the gradient dy of y and, where ReLU was folded in, y
 * itself (0: it wasn't).
 */
export function conv2dGradients(
  kernels: KernelModule,
  at: {
    readonly x: number;
    readonly filter: number;
    readonly y: number;
    readonly dy: number;
    readonly dx: number;
    readonly dFilter: number;
    readonly dBias: number;
  },
  shape: Conv2dShape,
): void {
  const { batch, height, width, inputChannels, outputChannels, size } = shape;
  const pad = padOf(shape);
  const groups = Math.min(batch, MOST_GROUPS);
  const { exports } = kernels;
  kernels.reserveThreadScratch(
    exports.conv2dGradientsThreadBytes(height, width, inputChannels, outputChannels, size, pad),
  );
  const shared = kernels.scratch(exports.conv2dGradientsSharedBytes(inputChannels, outputChannels, size, groups));
  exports.conv2dGradients(
    at.x,
    at.filter,
    at.y,
    at.dy,
    at.dx,
    at.dFilter,
    at.dBias,
    batch,
    height,
    width,
    inputChannels,
    outputChannels,
    size,
    pad,
    shape.outputPixelFloats ?? outputChannels,
    shared,
    groups,
  );
}
