import * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec } from '../../core/layers.ts';
import type { Weights } from '../model/weights.ts';
import { adamUpdate } from '../ops/adam.ts';
import { applyMaxNorm } from '../ops/max-norm.ts';

interface Slot {
  readonly spec: ParameterSpec;
  readonly firstMoment: tf.Tensor;
  readonly secondMoment: tf.Tensor;
}

/** Adam with two moments a trainable parameter, followed by max-norm on kernels and biases. */
export class Optimizer {
  readonly #weights: Weights;
  readonly #slots = new Map<string, Slot>();
  readonly #maxNorm: number;

  /** @param maxNorm 0 for none */
  constructor(parameters: readonly ParameterSpec[], weights: Weights, maxNorm: number) {
    this.#weights = weights;
    this.#maxNorm = maxNorm;
    for (const spec of parameters.filter(({ trainable }) => trainable)) {
      const zeros = (): tf.Tensor => tf.keep(tf.zeros([...spec.shape]));
      this.#slots.set(spec.name, { spec, firstMoment: zeros(), secondMoment: zeros() });
    }
  }

  /**
   * Updates one parameter in place; does not dispose the gradient.
   * The constraint comes after the update, as the study's framework has it.
   * @param step counted from 1
   */
  apply(name: string, gradient: tf.Tensor, learningRate: number, step: number): void {
    const slot = this.#slots.get(name);
    if (slot === undefined) throw new RangeError(`${name} is not trained`);
    const weights = this.#weights.get(name);
    adamUpdate(weights, gradient, slot.firstMoment, slot.secondMoment, learningRate, step);
    const constrained = slot.spec.role === 'kernel' || slot.spec.role === 'bias';
    if (this.#maxNorm > 0 && constrained) applyMaxNorm(weights, this.#maxNorm);
  }

  dispose(): void {
    for (const { firstMoment, secondMoment } of this.#slots.values()) tf.dispose([firstMoment, secondMoment]);
    this.#slots.clear();
  }
}
