import { listParameters, shapeSize } from '../core/layers.ts';
import { type NetworkId, networkLayers } from '../core/networks.ts';
import type { OptimizerName } from '../experiment/fields.ts';

/** How many tensors, shaped like the parameter, each optimiser keeps for a trainable parameter. */
const SLOTS: Readonly<Record<OptimizerName, number>> = {
  sgd: 0,
  momentum: 1,
  nesterov: 1,
  rmsProp: 1,
  rmsPropOutside: 1,
  adam: 2,
  adamW: 2,
};

/** How many numbers the weights and the optimiser of a run have. */
export function checkpointSizes(network: NetworkId, optimizer: OptimizerName): { weights: number; slots: number } {
  const parameters = listParameters(networkLayers(network));
  const sizeOf = (specs: typeof parameters) => specs.reduce((sum, { shape }) => sum + shapeSize(shape), 0);
  return {
    weights: sizeOf(parameters),
    slots: SLOTS[optimizer] * sizeOf(parameters.filter(({ trainable }) => trainable)),
  };
}
