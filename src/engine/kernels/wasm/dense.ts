import type { KernelModule } from './module.ts';

/** Dense layers: x [batch, inputs], kernel [inputs, outputs]. Offsets are bytes; 0 stands for "none". */
export interface DenseShape {
  readonly batch: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** `SPILL_BYTES`, `BLOCK_ROWS` and `INPUTS_PER_ITEM` of the assembly. */
const SPILL_BYTES = 128;
const BLOCK_ROWS = 256;
const INPUTS_PER_ITEM = 64;
const FLOAT = 4;
const MOST_CHUNKS = 32;
/** Below this many rows a chunk's sums cost more than a second thread brings. */
const CHUNK_ROWS = 192;

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** y = x kernel + bias, then ReLU if asked. */
export function dense(
  kernels: KernelModule,
  at: { readonly x: number; readonly kernel: number; readonly bias: number; readonly y: number },
  { batch, inputs, outputs }: DenseShape,
  relu: boolean,
): void {
  const chunks = Math.min(MOST_CHUNKS, Math.ceil(inputs / CHUNK_ROWS));
  const columns = roundUp(outputs, 8);
  kernels.reserveThreadScratch(SPILL_BYTES + (BLOCK_ROWS + 1 + 4) * columns * FLOAT);
  const parts = kernels.scratch(chunks * roundUp(batch, 4) * columns * FLOAT);
  kernels.exports.dense(at.x, at.kernel, at.bias, at.y, batch, inputs, outputs, relu ? 1 : 0, parts, chunks);
}

/** dx (0: not wanted), dKernel, dBias (0: not wanted), from x, the gradient dy of y and y if ReLU was folded in. */
export function denseGradients(
  kernels: KernelModule,
  at: {
    readonly x: number;
    readonly kernel: number;
    readonly y: number;
    readonly dy: number;
    readonly dx: number;
    readonly dKernel: number;
    readonly dBias: number;
  },
  { batch, inputs, outputs }: DenseShape,
): void {
  const columns = roundUp(outputs, 8);
  kernels.reserveThreadScratch(SPILL_BYTES + INPUTS_PER_ITEM * Math.max(batch, outputs + 1) * FLOAT);
  const panels = kernels.scratch((columns + outputs) * batch * FLOAT);
  const dz = panels + columns * batch * FLOAT;
  kernels.exports.denseGradients(
    at.x,
    at.kernel,
    at.y,
    at.dy,
    at.dx,
    at.dKernel,
    at.dBias,
    batch,
    inputs,
    outputs,
    dz,
    panels,
  );
}
