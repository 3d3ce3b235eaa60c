import type { KernelConfig } from '@tensorflow/tfjs-core';
import { SOFTMAX_CROSS_ENTROPY_KERNEL, type SoftmaxCrossEntropyAttributes } from '../../ops/softmax-cross-entropy.ts';
import type { KernelModule } from './module.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';
import { config } from './tensors.ts';

const FLOAT_BYTES = 4;

/** @param memory what the kernels and the backend share */
export function lossConfig(kernels: KernelModule, memory: WebAssembly.Memory): KernelConfig {
  /** 0 where there are none. */
  const placeWeights = (classWeights: readonly number[]): number => {
    if (classWeights.length === 0) return 0;
    const offset = kernels.scratch(classWeights.length * FLOAT_BYTES);
    new Float32Array(memory.buffer, offset, classWeights.length).set(classWeights);
    return offset;
  };
  return config(SOFTMAX_CROSS_ENTROPY_KERNEL, (tensors, attributes) => {
    const { labelSmoothing, classWeights } = attributes as SoftmaxCrossEntropyAttributes;
    const [rows = 0, classes = 0] = tensors.shape('logits');
    const metrics = tensors.make([2]);
    const gradient = tensors.makeLike('logits');
    const at = {
      logits: tensors.at('logits'),
      labels: tensors.at('labels'),
      dLogits: tensors.offset(gradient),
      classWeights: placeWeights(classWeights),
      result: tensors.offset(metrics),
    };
    softmaxCrossEntropy(kernels, at, rows, classes, labelSmoothing);
    // The kernel counts the right answers in an integer; the metrics are all floats.
    const [right = 0] = new Int32Array(memory.buffer, at.result + FLOAT_BYTES, 1);
    new Float32Array(memory.buffer, at.result, 2)[1] = right;
    return [metrics, gradient];
  });
}
