import type { KernelModule } from './module.ts';

/** In-place updates of `weights` from `gradient`; slots start as zeros. Offsets in bytes, `count` in floats. */

interface Target {
  readonly weights: number;
  readonly gradient: number;
}

/** Without momentum pass `velocity` 0. `l2` adds l2 * w to the gradient. */
export function sgd(
  kernels: KernelModule,
  at: Target & { readonly velocity: number },
  count: number,
  options: {
    readonly learningRate: number;
    readonly momentum: number;
    readonly nesterov: boolean;
    readonly l2: number;
  },
): void {
  const { learningRate, momentum, nesterov, l2 } = options;
  kernels.exports.sgd(at.weights, at.gradient, at.velocity, count, learningRate, momentum, nesterov ? 1 : 0, l2);
}

export function rmsProp(
  kernels: KernelModule,
  at: Target & { readonly meanSquare: number },
  count: number,
  options: { readonly learningRate: number; readonly rho: number; readonly epsilon: number; readonly l2: number },
): void {
  const { learningRate, rho, epsilon, l2 } = options;
  kernels.exports.rmsProp(at.weights, at.gradient, at.meanSquare, count, learningRate, 1 - rho, epsilon, l2);
}

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 at the first update. */
  readonly iteration: number;
  /** L2: adds l2 * w to the gradient. */
  readonly l2: number;
  /** AdamW: takes learningRate * weightDecay * w off the weights. */
  readonly weightDecay: number;
}

export function adam(
  kernels: KernelModule,
  at: Target & { readonly firstMoment: number; readonly secondMoment: number },
  count: number,
  { learningRate, beta1, beta2, epsilon, iteration, l2, weightDecay }: AdamOptions,
): void {
  const rate = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
  kernels.exports.adam(
    at.weights,
    at.gradient,
    at.firstMoment,
    at.secondMoment,
    count,
    rate,
    1 - beta1,
    1 - beta2,
    epsilon,
    l2,
    learningRate * weightDecay,
  );
}
