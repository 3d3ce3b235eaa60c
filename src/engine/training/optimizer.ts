import * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec } from '../../core/layers.ts';
import type { Weights } from '../model/weights.ts';
import { adamUpdate } from '../ops/adam.ts';

interface Slot {
  readonly firstMoment: tf.Tensor;
  readonly secondMoment: tf.Tensor;
  readonly maxNorm: number;
}

/** Gradients by parameter name. */
export type Gradients = ReadonlyMap<string, tf.Tensor>;

/** Adam with two moments a trainable parameter, followed by max-norm on kernels and biases. */
export class Optimizer {
  readonly #weights: Weights;
  readonly #slots = new Map<string, Slot>();

  /** @param maxNorm 0 for none */
  constructor(parameters: readonly ParameterSpec[], weights: Weights, maxNorm: number) {
    this.#weights = weights;
    for (const { name, role, shape } of parameters.filter(({ trainable }) => trainable)) {
      const zeros = (): tf.Tensor => tf.keep(tf.zeros([...shape]));
      const isConstrained = role === 'kernel' || role === 'bias';
      this.#slots.set(name, {
        firstMoment: zeros(),
        secondMoment: zeros(),
        maxNorm: isConstrained ? maxNorm : 0,
      });
    }
  }

  /**
   * Updates all the parameters in place; does not dispose the gradients.
   * @param step counted from 1
   */
  apply(gradients: Gradients, learningRate: number, step: number): void {
    const parameters = [...this.#slots].map(([name, slot]) => {
      const gradient = gradients.get(name);
      if (gradient === undefined) throw new RangeError(`${name} has no gradient`);
      return { ...slot, weights: this.#weights.get(name), gradient };
    });
    adamUpdate(parameters, learningRate, step);
  }

  dispose(): void {
    for (const { firstMoment, secondMoment } of this.#slots.values()) tf.dispose([firstMoment, secondMoment]);
    this.#slots.clear();
  }
}
