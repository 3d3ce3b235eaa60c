import type { DenseShape } from '../wasm/dense.ts';

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

/** y = x kernel + bias, then ReLU if asked. [batch, outputs] */
export function dense(
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number>,
  { batch, inputs, outputs }: DenseShape,
  relu: boolean,
): Float64Array {
  const y = new Float64Array(batch * outputs);
  for (let row = 0; row < batch; row++) {
    for (let o = 0; o < outputs; o++) {
      let sum = at(bias, o);
      for (let i = 0; i < inputs; i++) sum += at(x, row * inputs + i) * at(kernel, i * outputs + o);
      y[row * outputs + o] = relu ? Math.max(0, sum) : sum;
    }
  }
  return y;
}

/** From dz, the gradient before ReLU. */
export function denseGradients(
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  dz: ArrayLike<number>,
  { batch, inputs, outputs }: DenseShape,
): { dx: Float64Array; dKernel: Float64Array; dBias: Float64Array } {
  const dx = new Float64Array(batch * inputs);
  const dKernel = new Float64Array(inputs * outputs);
  const dBias = new Float64Array(outputs);
  for (let row = 0; row < batch; row++) {
    for (let o = 0; o < outputs; o++) {
      const gradient = at(dz, row * outputs + o);
      dBias[o] = at(dBias, o) + gradient;
      for (let i = 0; i < inputs; i++) {
        dx[row * inputs + i] = at(dx, row * inputs + i) + gradient * at(kernel, i * outputs + o);
        dKernel[i * outputs + o] = at(dKernel, i * outputs + o) + gradient * at(x, row * inputs + i);
      }
    }
  }
  return { dx, dKernel, dBias };
}
