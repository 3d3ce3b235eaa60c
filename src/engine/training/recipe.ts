import { type Augmentation, augments, drawTransforms } from '../../core/augmentation.ts';
import type { BatchNormStart } from '../../core/batch-norm-start.ts';
import type { PixelScaling } from '../../core/pixel-scaling.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { Preparation } from '../ops/gather-images.ts';
import type { UpdateRule } from '../ops/optimizer-update.ts';

/** What an experiment says about its steps, as the ops want it; the same from the first step to the last. */
export interface Recipe {
  readonly seed: number;
  readonly pixelScaling: PixelScaling;
  /** Undefined when images stay as they are. */
  readonly augmentation: Augmentation | undefined;
  readonly labelSmoothing: number;
  /** Undefined when all count alike. */
  readonly classWeights: readonly number[] | undefined;
  readonly l2: number;
  readonly batchNormStart: BatchNormStart;
}

export function recipeOf(experiment: Experiment): Recipe {
  const { seed, pixelScaling, labelSmoothing, classWeights, l2, batchNormStart } = experiment;
  return {
    seed,
    pixelScaling,
    augmentation: augments(experiment) ? experiment : undefined,
    labelSmoothing,
    classWeights: classWeights.every((weight) => weight === 1) ? undefined : classWeights,
    l2,
    batchNormStart,
  };
}

/** What is done to the images of a step on their way to the network. */
export function preparationOf({ seed, pixelScaling, augmentation }: Recipe, step: number, images: number): Preparation {
  if (augmentation === undefined) return { scaling: pixelScaling };
  return { scaling: pixelScaling, transforms: drawTransforms(augmentation, seed, step, images) };
}

export function updateRuleOf({ optimizer, momentum, rho, beta1, beta2, epsilon }: Experiment): UpdateRule {
  switch (optimizer) {
    case 'sgd':
      return { kind: 'sgd' };
    case 'momentum':
    case 'nesterov':
      return { kind: 'momentum', momentum, nesterov: optimizer === 'nesterov' };
    case 'rmsProp':
    case 'rmsPropOutside':
      return { kind: 'rmsProp', rho, epsilon, isEpsilonInside: optimizer === 'rmsProp' };
    case 'adam':
    // AdamW is Adam with decoupled weight decay, which every rule takes.
    case 'adamW':
      return { kind: 'adam', beta1, beta2, epsilon };
  }
}
