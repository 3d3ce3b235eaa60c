import * as tf from '@tensorflow/tfjs-core';

/** Keras' update rules with L2, decoupled weight decay and Keras' max-norm, on all weights of a network in place. */

export const OPTIMIZER_UPDATE_KERNEL = 'FittingOptimizerUpdate';

/** Keras' guard against a division by zero; it shortens every vector by about one part in ten million. */
export const MAX_NORM_EPSILON = 1e-7;

/**
 * How a gradient g moves weights w; rate is the learning rate, t the iteration.
 * - sgd: w -= rate * g
 * - momentum: v = momentum * v - rate * g; w += v. Nesterov's (Sutskever et al. 2013): w += momentum * v - rate * g
 * - rmsProp (Hinton 2012): s = rho * s + (1 - rho) * g²; w -= rate * g / sqrt(s + epsilon) as Keras has it, or as PyTorch
 *   does w -= rate * g / (sqrt(s) + epsilon). Where s is far below epsilon the former takes steps up to a hundred times
 *   smaller, with epsilon at its default of 1e-7.
 * - adam (Kingma & Ba 2015): m = beta1 * m + (1 - beta1) * g; s = beta2 * s + (1 - beta2) * g²;
 *   w -= rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(s) + epsilon)
 */
export type UpdateRule =
  | { readonly kind: 'sgd' }
  | { readonly kind: 'momentum'; readonly momentum: number; readonly nesterov: boolean }
  | {
      readonly kind: 'rmsProp';
      readonly rho: number;
      readonly epsilon: number;
      /** Where epsilon is added: inside the root of the mean square, or outside. */
      readonly isEpsilonInside: boolean;
    }
  | { readonly kind: 'adam'; readonly beta1: number; readonly beta2: number; readonly epsilon: number };

const SLOT_COUNTS = { sgd: 0, momentum: 1, rmsProp: 1, adam: 2 } as const;

/** Tensors, shaped like the parameter and 0 at first, in which a rule keeps what it remembers: v, s, or m and s. */
export function slotCount(rule: UpdateRule): 0 | 1 | 2 {
  return SLOT_COUNTS[rule.kind];
}

/** One parameter's tensors, all of one shape; all but the gradient are overwritten. */
export interface UpdatedParameter {
  readonly weights: tf.Tensor;
  readonly gradient: tf.Tensor;
  /** As many as `slotCount` says, in the order it names them. */
  readonly slots: readonly tf.Tensor[];
  /**
   * Max-norm with Keras' default axis 0, after the update: each vector along the first axis longer than this is scaled
   * down to it. For a dense kernel [inputs, units] that is a unit's incoming weights; for a convolution's [height, width,
   * …] one column of the window; for a bias the whole vector. 0 for none.
   */
  readonly maxNorm: number;
  /** Whether L2 and weight decay reach it: kernels, but neither biases nor batch normalisation. */
  readonly isDecayed: boolean;
}

/** What may differ from step to step. */
export interface UpdateSettings {
  readonly learningRate: number;
  /** Counted from 1. */
  readonly iteration: number;
  /** L2: adds l2 * w to the gradient. */
  readonly l2: number;
  /** Decoupled (Loshchilov & Hutter 2019): the weights lose learningRate * weightDecay * w besides, under every rule. */
  readonly weightDecay: number;
}

export interface OptimizerUpdateAttributes {
  readonly rule: UpdateRule;
  readonly settings: UpdateSettings;
  /** Of each parameter in turn. The inputs are `weights0`, `gradient0`, `firstSlot0`, `secondSlot0`, `weights1`, … */
  readonly maxNorms: number[];
  readonly areDecayed: boolean[];
}

const SLOT_NAMES = ['firstSlot', 'secondSlot'] as const;

/** What a rule's slots are called, in their order: the first part of an input's name. */
export function slotNames(rule: UpdateRule): readonly (typeof SLOT_NAMES)[number][] {
  return SLOT_NAMES.slice(0, slotCount(rule));
}

/**
 * The learning rate; for Adam with the correction of its moments' bias, which start as zeros. In double precision:
 * 1 - beta2^t loses half its digits in single precision.
 */
export function correctedRate(rule: UpdateRule, { learningRate, iteration }: UpdateSettings): number {
  if (rule.kind !== 'adam') return learningRate;
  return (learningRate * Math.sqrt(1 - rule.beta2 ** iteration)) / (1 - rule.beta1 ** iteration);
}

/**
 * Moves all the parameters in place.
 * @throws RangeError when a parameter's slots are not as many as the rule has
 */
export function updateParameters(
  parameters: readonly UpdatedParameter[],
  rule: UpdateRule,
  settings: UpdateSettings,
): void {
  const names = slotNames(rule);
  const attributes: OptimizerUpdateAttributes = {
    rule,
    settings,
    maxNorms: parameters.map(({ maxNorm }) => maxNorm),
    areDecayed: parameters.map(({ isDecayed }) => isDecayed),
  };
  const inputs = Object.fromEntries(
    parameters.flatMap(({ weights, gradient, slots }, index) => {
      if (slots.length !== names.length) {
        throw new RangeError(`${rule.kind} keeps ${names.length} slots a parameter, not ${slots.length}`);
      }
      return [
        [`weights${index}`, weights],
        [`gradient${index}`, gradient],
        ...slots.map((slot, place) => [`${names[place]}${index}`, slot] as const),
      ];
    }),
  );
  tf.engine().runKernel(OPTIMIZER_UPDATE_KERNEL, inputs, { ...attributes, settings: { ...settings } });
}
