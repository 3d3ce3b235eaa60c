import type { Experiment } from '../experiment/schema.ts';

/** A network with its weights, as it is given to other libraries. */
export interface TrainedModel {
  /** What somebody called the run. */
  readonly name?: string | undefined;
  readonly experiment: Experiment;
  /** Train shards the person chose to go without. */
  readonly withoutShards: readonly number[];
  /** `best`: those of the best epoch on the validation images. */
  readonly which: 'best' | 'latest';
  /** Steps the weights were trained for, and the epochs that makes. */
  readonly step: number;
  readonly epoch: number;
  /** All parameters, in the order of the forward pass. */
  readonly weights: Float32Array;
  /** What was measured with exactly these weights. */
  readonly measured: readonly MeasuredSplit[];
}

export interface MeasuredSplit {
  readonly split: 'train' | 'validation' | 'test';
  readonly loss: number;
  /** 0..1 */
  readonly accuracy: number;
  readonly images: number;
}

/** What a layer's dropout comes to: the engine drops no more than this. */
const HIGHEST_DROPOUT = 0.95;

export function droppedShare(rate: number, { dropoutScale }: Experiment): number {
  return Math.min(HIGHEST_DROPOUT, rate * dropoutScale);
}

/** As the engine has it, and Keras by default. */
export const BATCH_NORM = { momentum: 0.99, epsilon: 0.001 } as const;
