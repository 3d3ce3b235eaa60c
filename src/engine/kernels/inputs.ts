import type { NamedTensorInfoMap, Tensor } from '@tensorflow/tfjs-core';

/**
 * The input of a kernel by name; one that is missing is a programming error. Kernels are only run with tensors, which is
 * more than their type promises.
 */
export function kernelInput<T extends Tensor>(inputs: NamedTensorInfoMap, name: string): T {
  const input = inputs[name];
  if (input === undefined) throw new TypeError(`the kernel needs an input "${name}"`);
  return input as T;
}
