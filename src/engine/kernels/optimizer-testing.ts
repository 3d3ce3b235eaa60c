import type { UpdateRule } from '../ops/optimizer-update.ts';

/** Every update rule by name, for tests. */
export const UPDATE_RULES: readonly (readonly [string, UpdateRule])[] = [
  ['sgd', { kind: 'sgd' }],
  ['momentum', { kind: 'momentum', momentum: 0.9, nesterov: false }],
  ['nesterov', { kind: 'momentum', momentum: 0.9, nesterov: true }],
  ['rmsProp', { kind: 'rmsProp', rho: 0.9, epsilon: 1e-7, isEpsilonInside: true }],
  ['rmsPropOutside', { kind: 'rmsProp', rho: 0.9, epsilon: 1e-7, isEpsilonInside: false }],
  ['adam', { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }],
];
