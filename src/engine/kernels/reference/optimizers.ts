import type { UpdateRule, UpdateSettings } from '../../ops/optimizer-update.ts';

/** Keras' update rules, one element at a time; slots and weights are changed in place. */

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

export function optimizerUpdate(
  weights: Float64Array,
  gradient: ArrayLike<number>,
  slots: readonly Float64Array[],
  rule: UpdateRule,
  { learningRate, iteration, l2, weightDecay }: UpdateSettings,
): void {
  for (let i = 0; i < weights.length; i++) {
    const g = at(gradient, i) + l2 * at(weights, i);
    const change = changeOf(i, g, slots, rule, learningRate, iteration);
    weights[i] = at(weights, i) - learningRate * weightDecay * at(weights, i) + change;
  }
}

function changeOf(
  i: number,
  g: number,
  slots: readonly Float64Array[],
  rule: UpdateRule,
  learningRate: number,
  iteration: number,
): number {
  const [first = new Float64Array(), second = new Float64Array()] = slots;
  switch (rule.kind) {
    case 'sgd':
      return -learningRate * g;
    case 'momentum':
      first[i] = rule.momentum * at(first, i) - learningRate * g;
      return rule.nesterov ? rule.momentum * at(first, i) - learningRate * g : at(first, i);
    case 'rmsProp':
      first[i] = rule.rho * at(first, i) + (1 - rule.rho) * g * g;
      return rule.isEpsilonInside
        ? (-learningRate * g) / Math.sqrt(at(first, i) + rule.epsilon)
        : (-learningRate * g) / (Math.sqrt(at(first, i)) + rule.epsilon);
    case 'adam': {
      const { beta1, beta2, epsilon } = rule;
      first[i] = beta1 * at(first, i) + (1 - beta1) * g;
      second[i] = beta2 * at(second, i) + (1 - beta2) * g * g;
      const rate = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
      return (-rate * at(first, i)) / (Math.sqrt(at(second, i)) + epsilon);
    }
  }
}
