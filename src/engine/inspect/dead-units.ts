import * as tf from '@tensorflow/tfjs-core';
import { type Layer, shapeSize } from '../../core/layers.ts';
import { infer } from '../model/forward.ts';
import { maxPool } from '../ops/max-pool.ts';
import { type InspectedNetwork, takeValues } from './inspected.ts';
import { branchEnds, outputParts } from './output-parts.ts';

/** Units whose ReLU lets nothing through, whatever the image: no gradient reaches them, so they may never come back. */

function hasRelu({ spec }: Layer): boolean {
  return spec.kind === 'conv2d' || (spec.kind === 'dense' && spec.activation === 'relu');
}

/** The largest value of each map, image by image // [images, channels] */
function largest(y: tf.Tensor): tf.Tensor {
  const [images = 0, side] = y.shape;
  if (y.rank !== 4 || side === undefined) return y.clone();
  // One window over the whole map.
  const highest = maxPool(y as tf.Tensor4D, { size: side, stride: side, padding: 'valid' });
  const flat = tf.reshape(highest, [images, -1]);
  highest.dispose();
  return flat;
}

/**
 * Counts the units that are 0 for every image. A unit of a convolution is a map: it is dead when it is 0 everywhere.
 * @param x [images, 28, 28, 1]; stays the caller's
 * @returns counts by layer id, of all layers with a ReLU
 */
export async function deadUnits(
  { layers, weights }: Pick<InspectedNetwork, 'layers' | 'weights'>,
  x: tf.Tensor4D,
): Promise<ReadonlyMap<string, number>> {
  const ends = branchEnds(layers);
  const seen: { readonly layer: Layer; readonly highest: tf.Tensor }[] = [];
  infer(layers, weights, x, (layer, y) => {
    const isWanted = layer.branches.length > 0 || (hasRelu(layer) && !ends.has(layer.id));
    if (isWanted) seen.push({ layer, highest: largest(y) });
  }).dispose();
  const values = await Promise.all(seen.map(({ highest }) => takeValues(highest)));
  return new Map(
    seen.flatMap(({ layer }, index) => {
      const isAlive = aliveUnits(values[index] ?? new Float32Array(), shapeSize(layer.outputShape.slice(-1)));
      return outputParts(layer)
        .filter(({ layer: part }) => hasRelu(part))
        .map((part) => {
          const own = isAlive.slice(part.firstChannel, part.firstChannel + part.channels);
          return [part.layer.id, own.filter((alive) => !alive).length] as const;
        });
    }),
  );
}

/** @param highest [images, units] */
function aliveUnits(highest: Float32Array, units: number): boolean[] {
  const isAlive = new Array<boolean>(units).fill(false);
  for (const [index, value] of highest.entries()) if (value > 0) isAlive[index % units] = true;
  return isAlive;
}
