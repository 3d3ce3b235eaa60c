import type { KernelConfig } from '@tensorflow/tfjs-core';
import { OPTIMIZER_UPDATE_KERNEL, type OptimizerUpdateAttributes, slotNames } from '../../ops/optimizer-update.ts';
import { maxNorm } from './max-norm.ts';
import type { KernelModule } from './module.ts';
import { optimizerUpdate } from './optimizers.ts';
import { config } from './tensors.ts';

/** The update of all parameters as a kernel of TensorFlow.js: one parameter after the other, each by all threads. */
export function optimizerUpdateConfig(kernels: KernelModule): KernelConfig {
  return config(OPTIMIZER_UPDATE_KERNEL, (tensors, attributes) => {
    const { rule, settings, maxNorms, areDecayed } = attributes as OptimizerUpdateAttributes;
    const undecayed = { ...settings, l2: 0, weightDecay: 0 };
    for (const [index, limit] of maxNorms.entries()) {
      const weights = `weights${index}`;
      const count = tensors.size(weights);
      const at = {
        weights: tensors.at(weights),
        gradient: tensors.at(`gradient${index}`),
        slots: slotNames(rule).map((name) => tensors.at(`${name}${index}`)),
      };
      optimizerUpdate(kernels, at, count, rule, areDecayed[index] === true ? settings : undecayed);
      const rows = tensors.shape(weights)[0] ?? 1;
      if (limit > 0) maxNorm(kernels, at.weights, rows, count / rows, limit);
    }
    return [];
  });
}
