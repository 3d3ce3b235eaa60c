import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../core/layers.ts';
import { takeValues } from './inspected.ts';

/** L2 norms of weights and gradients, a number for each layer. */

/** Sums of squares on their way, by parameter name. */
export type Squares = ReadonlyMap<string, tf.Tensor>;

/**
 * Enqueues the sums of squares. Only the last axis is summed there: a single sum of millions of squares in single
 * precision would lose the small ones.
 */
export function squaresOf(tensors: Iterable<readonly [string, tf.Tensor]>): Squares {
  return new Map(
    Array.from(tensors, ([name, tensor]) => [
      name,
      tf.tidy(() => {
        const squares = tf.square(tensor);
        return tensor.rank > 1 ? tf.sum(squares, -1) : squares;
      }),
    ]),
  );
}

/** Reads and disposes; then the norm of each layer's parameters together, by layer id. */
export async function readNorms(layers: readonly Layer[], squares: Squares): Promise<ReadonlyMap<string, number>> {
  const names = [...squares.keys()];
  const parts = await Promise.all([...squares.values()].map(takeValues));
  const sums = new Map(names.map((name, index) => [name, parts[index]?.reduce((sum, part) => sum + part, 0) ?? 0]));
  return new Map(
    layers.flatMap(({ id, parameters }) => {
      const own = parameters.flatMap(({ name }) => sums.get(name) ?? []);
      return own.length === 0 ? [] : [[id, Math.sqrt(own.reduce((sum, value) => sum + value, 0))] as const];
    }),
  );
}
