import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  type KernelConfig,
  type KernelFunc,
  type NamedTensorInfoMap,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { kernelInput } from '../inputs.ts';

/** A kernel's tensors as offsets into the backend's memory, by name in and by shape out. */
export class Tensors {
  readonly #inputs: NamedTensorInfoMap;
  readonly #backend: BackendWasm;
  constructor(inputs: NamedTensorInfoMap, backend: BackendWasm) {
    this.#inputs = inputs;
    this.#backend = backend;
  }
  optional(name: string): TensorInfo | undefined {
    return this.#inputs[name];
  }
  info(name: string): TensorInfo {
    return kernelInput(this.#inputs, name);
  }
  at(name: string): number {
    return this.offset(this.info(name));
  }
  offset(tensor: TensorInfo): number {
    return this.#backend.getMemoryOffset(tensor.dataId);
  }
  shape(name: string): readonly number[] {
    return this.info(name).shape;
  }
  size(name: string): number {
    return util.sizeFromShape(this.info(name).shape);
  }
  /** A new tensor whose values are whatever its memory held before. */
  make(shape: readonly number[]): TensorInfo {
    return this.#backend.makeOutput([...shape], 'float32');
  }
  makeLike(name: string): TensorInfo {
    return this.make(this.shape(name));
  }
}

/** A kernel of the wasm backend. */
export function config(
  kernelName: string,
  compute: (tensors: Tensors, attributes: unknown) => TensorInfo | TensorInfo[],
): KernelConfig {
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
    compute(new Tensors(inputs, backend as BackendWasm), attrs);
  return { kernelName, backendName: 'wasm', kernelFunc };
}
