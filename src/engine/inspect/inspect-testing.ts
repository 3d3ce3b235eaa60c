import * as tf from '@tensorflow/tfjs-core';
import { IMAGE_SIDE } from '../../core/classes.ts';
import { type LayerSpec, listParameters, resolveLayers, type Shape, shapeSize } from '../../core/layers.ts';
import { INPUT_SHAPE } from '../../core/networks.ts';
import { Weights } from '../model/weights.ts';
import type { InspectedNetwork } from './inspected.ts';

/** Networks whose weights are written by hand, for tests. */

export interface HandMade extends InspectedNetwork {
  /** As they were written, in the order of the forward pass. */
  readonly values: ReadonlyMap<string, Float32Array>;
}

/** @param weightAt each weight: of which parameter, and where in it */
export function handMade(
  specs: readonly LayerSpec[],
  weightAt: (name: string, place: number, shape: Shape) => number,
): HandMade {
  const layers = resolveLayers(specs, INPUT_SHAPE);
  const parameters = listParameters(layers);
  const weights = new Weights();
  const values = new Map<string, Float32Array>();
  for (const { name, shape } of parameters) {
    const own = Float32Array.from({ length: shapeSize(shape) }, (_, place) => weightAt(name, place, shape));
    values.set(name, own);
    weights.set(name, tf.tensor(own, [...shape]));
  }
  return { layers, parameters, weights, scaling: 'unit', values };
}

/** An image by the byte at each row and column. */
export function picture(byteAt: (row: number, column: number) => number): Uint8Array {
  return Uint8Array.from({ length: IMAGE_SIDE ** 2 }, (_, pixel) =>
    byteAt(Math.floor(pixel / IMAGE_SIDE), pixel % IMAGE_SIDE),
  );
}

/** Fails when `work` leaves tensors behind. */
export async function withoutLeak<Value>(work: () => Promise<Value>): Promise<Value> {
  const before = tf.memory().numTensors;
  const value = await work();
  const left = tf.memory().numTensors - before;
  if (left !== 0) throw new Error(`${left} tensors left behind`);
  return value;
}
