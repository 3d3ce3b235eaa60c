import * as tf from '@tensorflow/tfjs-core';
import { type ParameterSpec, shapeSize } from '../../core/layers.ts';
import { fillRandomWords, wordToUnit } from '../../core/philox.ts';
import { STREAM } from '../../core/streams.ts';
import { makeTensors, readTensors } from './tensor-values.ts';

/** A network's parameters by name. The tensors are owned by this object and changed in place by the optimiser. */
export class Weights {
  readonly #tensors = new Map<string, tf.Tensor>();

  get(name: string): tf.Tensor {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw new RangeError(`the network has no parameter ${name}`);
    return tensor;
  }

  /** Takes the tensor over; the one before it is disposed. */
  set(name: string, tensor: tf.Tensor): void {
    this.#tensors.get(name)?.dispose();
    this.#tensors.set(name, tf.keep(tensor));
  }

  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
  }
}

/**
 * Initial values of one parameter: Glorot & Bengio's (2010) uniform distribution for kernels, 1 for gamma and the moving
 * variance, 0 for the rest, as Keras has it.
 * @param index position in the network's parameter list, which chooses the random stream
 */
function initialValues(spec: ParameterSpec, index: number, seed: number): Float32Array {
  const values = new Float32Array(shapeSize(spec.shape));
  if (spec.role === 'gamma' || spec.role === 'movingVariance') return values.fill(1);
  if (spec.role !== 'kernel') return values;
  const words = new Uint32Array(values.length);
  fillRandomWords(words, seed, STREAM.initialWeights + index, 0);
  const limit = Math.sqrt(6 / (spec.fanIn + spec.fanOut));
  for (let element = 0; element < values.length; element++) {
    values[element] = limit * (2 * wordToUnit(words[element] ?? 0) - 1);
  }
  return values;
}

export function initialWeights(parameters: readonly ParameterSpec[], seed: number): Weights {
  const weights = new Weights();
  for (const [index, spec] of parameters.entries()) {
    weights.set(spec.name, tf.tensor(initialValues(spec, index, seed), [...spec.shape], 'float32'));
  }
  return weights;
}

/** Weights from the values of `readWeights`. */
export function weightsFrom(parameters: readonly ParameterSpec[], values: Float32Array): Weights {
  const weights = new Weights();
  writeWeights(weights, parameters, values);
  return weights;
}

/** All values of a network, one parameter after the other. */
export async function readWeights(
  weights: Weights,
  parameters: readonly ParameterSpec[],
): Promise<Float32Array<ArrayBuffer>> {
  return readTensors(parameters.map(({ name }) => weights.get(name)));
}

/** @throws RangeError when there are not as many values as the parameters have */
export function writeWeights(weights: Weights, parameters: readonly ParameterSpec[], values: Float32Array): void {
  const tensors = makeTensors(
    parameters.map(({ shape }) => shape),
    values,
  );
  for (const [index, { name }] of parameters.entries()) {
    const tensor = tensors[index];
    if (tensor !== undefined) weights.set(name, tensor);
  }
}
