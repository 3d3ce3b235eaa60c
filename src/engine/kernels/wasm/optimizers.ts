import { correctedRate, type UpdateRule, type UpdateSettings } from '../../ops/optimizer-update.ts';
import type { KernelModule } from './module.ts';

/**
 * One parameter's update in place, as ops/optimizer-update.ts has it. Offsets in bytes, `count` in floats; L2 and weight
 * decay are applied as they are given.
 * @param slots as many as the rule has
 */
export function optimizerUpdate(
  kernels: KernelModule,
  at: { readonly weights: number; readonly gradient: number; readonly slots: readonly number[] },
  count: number,
  rule: UpdateRule,
  settings: UpdateSettings,
): void {
  const { weights, gradient, slots } = at;
  const [first = 0, second = 0] = slots;
  const { learningRate, l2, weightDecay } = settings;
  const shrink = learningRate * weightDecay;
  const { exports } = kernels;
  switch (rule.kind) {
    case 'sgd':
      exports.sgd(weights, gradient, 0, count, learningRate, 0, 0, l2, shrink);
      break;
    case 'momentum':
      exports.sgd(weights, gradient, first, count, learningRate, rule.momentum, rule.nesterov ? 1 : 0, l2, shrink);
      break;
    case 'rmsProp': {
      const { rho, epsilon, isEpsilonInside } = rule;
      const inside = isEpsilonInside ? 1 : 0;
      exports.rmsProp(weights, gradient, first, count, learningRate, 1 - rho, epsilon, inside, l2, shrink);
      break;
    }
    case 'adam': {
      const { beta1, beta2, epsilon } = rule;
      const rate = correctedRate(rule, settings);
      exports.adam(weights, gradient, first, second, count, rate, 1 - beta1, 1 - beta2, epsilon, l2, shrink);
      break;
    }
  }
}
