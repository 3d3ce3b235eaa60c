import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';

/**
 * Tells the wasm backend that a tensor's values changed in place. Its convolutions and products keep their operator with
 * the weights already packed, by the tensor's id, for as long as the id is registered: without this they would go on
 * answering with the weights of the first step.
 */
export function forgetPackedWeights(wasm: BackendWasm, tensor: TensorInfo): void {
  const { id, memoryOffset } = wasm.dataIdMap.get(tensor.dataId);
  wasm.wasm.tfjs.disposeData(id);
  wasm.wasm.tfjs.registerTensor(id, util.sizeFromShape(tensor.shape), memoryOffset);
}
