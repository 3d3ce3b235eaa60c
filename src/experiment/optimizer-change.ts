import { NUMBER_FIELDS, type OptimizerName } from './fields.ts';
import type { Experiment } from './schema.ts';

/** PyTorch's default for AdamW: without any weight decay it would be Adam. */
export const ADAMW_WEIGHT_DECAY = 0.01;

/** What choosing an optimiser sets besides. */
export function changeOfOptimizer(draft: Experiment, optimizer: OptimizerName): Partial<Experiment> {
  return optimizer === 'adamW' && draft.weightDecay === 0
    ? { optimizer, weightDecay: ADAMW_WEIGHT_DECAY }
    : { optimizer };
}

/** Plain steps along the gradient, at a learning rate that suits Adam and would let them crawl. */
export function isRateLowForSgd({ optimizer, learningRate }: Experiment): boolean {
  const isSgd = optimizer === 'sgd' || optimizer === 'momentum' || optimizer === 'nesterov';
  return isSgd && learningRate === NUMBER_FIELDS.learningRate.default;
}
