import * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec } from '../../core/layers.ts';
import { makeTensors, readTensors } from '../model/tensor-values.ts';
import type { Weights } from '../model/weights.ts';
import { slotCount, type UpdateRule, type UpdateSettings, updateParameters } from '../ops/optimizer-update.ts';

/** Adam with Keras' constants. */
export const KERAS_ADAM: UpdateRule = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** Gradients by parameter name. */
export type Gradients = ReadonlyMap<string, tf.Tensor>;

/** What stays the same from the first step of a run to the last. */
export interface OptimizerOptions {
  readonly rule: UpdateRule;
  /** Of kernels and biases; 0 for none. */
  readonly maxNorm: number;
}

/** An update rule with its slots for each trainable parameter. */
export class Optimizer {
  readonly #weights: Weights;
  readonly #options: OptimizerOptions;
  readonly #parameters: readonly ParameterSpec[];
  readonly #slots = new Map<string, readonly tf.Tensor[]>();

  constructor(parameters: readonly ParameterSpec[], weights: Weights, options: OptimizerOptions) {
    this.#weights = weights;
    this.#options = options;
    this.#parameters = parameters.filter(({ trainable }) => trainable);
    for (const { name, shape } of this.#parameters) {
      const slots = Array.from({ length: slotCount(options.rule) }, () => tf.keep(tf.zeros([...shape])));
      this.#slots.set(name, slots);
    }
  }

  /** Updates all the parameters in place; does not dispose the gradients. */
  apply(gradients: Gradients, settings: UpdateSettings): void {
    const { rule, maxNorm } = this.#options;
    const parameters = this.#parameters.map(({ name, role }) => {
      const gradient = gradients.get(name);
      if (gradient === undefined) throw new RangeError(`${name} has no gradient`);
      return {
        weights: this.#weights.get(name),
        gradient,
        slots: this.#slots.get(name) ?? [],
        maxNorm: role === 'kernel' || role === 'bias' ? maxNorm : 0,
        isDecayed: role === 'kernel',
      };
    });
    updateParameters(parameters, rule, settings);
  }

  /** All that the rule remembers, one slot after the other, parameter by parameter. */
  readSlots(): Promise<Float32Array<ArrayBuffer>> {
    return readTensors([...this.#slots.values()].flat());
  }

  /** @throws RangeError when there are not as many values as the slots have */
  writeSlots(values: Float32Array): void {
    const before = [...this.#slots];
    const tensors = makeTensors(
      before.flatMap(([, slots]) => slots.map(({ shape }) => shape)),
      values,
    );
    for (const [name, slots] of before) {
      tf.dispose([...slots]);
      this.#slots.set(
        name,
        tensors.splice(0, slots.length).map((tensor) => tf.keep(tensor)),
      );
    }
  }

  dispose(): void {
    for (const slots of this.#slots.values()) tf.dispose([...slots]);
    this.#slots.clear();
  }
}
