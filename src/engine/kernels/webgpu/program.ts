import { type WebGPUBackend, type WebGPUProgram, webgpu_util } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';

/** A program of one thread for each of `threads` independent items; its WGSL is `fn main(index : i32) { … }`. */
export function flatProgram(settings: {
  /** Unique to the WGSL text. */
  readonly key: string;
  readonly inputs: readonly string[];
  readonly outputShape: readonly number[];
  /** How many items; the code itself must stop at them. */
  readonly threads: number;
  /** WGSL struct members, each ending in a comma. */
  readonly uniforms: string;
  readonly code: string;
}): WebGPUProgram {
  const outputShape = [...settings.outputShape];
  const dispatchLayout = webgpu_util.flatDispatchLayout(outputShape);
  return {
    variableNames: [...settings.inputs],
    outputShape,
    dispatchLayout,
    dispatch: webgpu_util.computeDispatch(webgpu_util.flatDispatchLayout([1]), [settings.threads], [64, 1, 1]),
    workgroupSize: [64, 1, 1],
    shaderKey: settings.key,
    uniforms: settings.uniforms,
    size: false,
    getUserCode: () => settings.code,
  };
}

type UniformValue = { type: 'int32' | 'uint32' | 'float32'; data: number[] };
export const asInt = (value: number): UniformValue => ({ type: 'int32', data: [value] });
export const asUint = (value: number): UniformValue => ({ type: 'uint32', data: [value] });
export const asFloat = (value: number): UniformValue => ({ type: 'float32', data: [value] });

/**
 * Runs a program that reads and writes `target` in place.
 * The backend may hold a copy of the tensor on the CPU from an earlier read; it is stale now.
 */
export function runInPlace(
  backend: WebGPUBackend,
  program: WebGPUProgram,
  inputs: TensorInfo[],
  uniforms: UniformValue[],
  target: TensorInfo,
): void {
  backend.uploadToGPU(target.dataId);
  backend.runWebGPUProgram(program, inputs, 'float32', uniforms, target);
  const data: { values?: unknown } = backend.tensorMap.get(target.dataId);
  data.values = null;
}
