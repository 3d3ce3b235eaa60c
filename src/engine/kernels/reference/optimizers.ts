import type { AdamOptions } from '../wasm/optimizers.ts';

/** Keras' update rules, one element at a time; slots and weights are changed in place. */

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

export function sgd(
  weights: Float64Array,
  gradient: ArrayLike<number>,
  velocity: Float64Array,
  options: { learningRate: number; momentum: number; nesterov: boolean; l2: number },
): void {
  const { learningRate, momentum, nesterov, l2 } = options;
  for (let i = 0; i < weights.length; i++) {
    const g = at(gradient, i) + l2 * at(weights, i);
    velocity[i] = momentum * at(velocity, i) - learningRate * g;
    weights[i] = at(weights, i) + (nesterov ? momentum * at(velocity, i) - learningRate * g : at(velocity, i));
  }
}

export function rmsProp(
  weights: Float64Array,
  gradient: ArrayLike<number>,
  meanSquare: Float64Array,
  options: { learningRate: number; rho: number; epsilon: number; l2: number },
): void {
  const { learningRate, rho, epsilon, l2 } = options;
  for (let i = 0; i < weights.length; i++) {
    const g = at(gradient, i) + l2 * at(weights, i);
    meanSquare[i] = rho * at(meanSquare, i) + (1 - rho) * g * g;
    weights[i] = at(weights, i) - (learningRate * g) / (Math.sqrt(at(meanSquare, i)) + epsilon);
  }
}

export function adam(
  weights: Float64Array,
  gradient: ArrayLike<number>,
  firstMoment: Float64Array,
  secondMoment: Float64Array,
  { learningRate, beta1, beta2, epsilon, iteration, l2, weightDecay }: AdamOptions,
): void {
  const rate = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
  for (let i = 0; i < weights.length; i++) {
    const g = at(gradient, i) + l2 * at(weights, i);
    firstMoment[i] = beta1 * at(firstMoment, i) + (1 - beta1) * g;
    secondMoment[i] = beta2 * at(secondMoment, i) + (1 - beta2) * g * g;
    const kept = at(weights, i) * (1 - learningRate * weightDecay);
    weights[i] = kept - (rate * at(firstMoment, i)) / (Math.sqrt(at(secondMoment, i)) + epsilon);
  }
}
