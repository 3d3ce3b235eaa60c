import type * as tf from '@tensorflow/tfjs-core';
import { CLASS_COUNT } from '../../core/classes.ts';
import type { Layer } from '../../core/layers.ts';
import { type FeatureMaps, MAPS_LIMIT } from '../../protocol/inspection.ts';
import { infer } from '../model/forward.ts';
import { type InspectedNetwork, imageTensor, probabilitiesOf, takeValues } from './inspected.ts';
import { branchEnds, type OutputPart, outputParts } from './output-parts.ts';

/** The output of every layer for one image. */

/** Units of a dense layer are a byte each, so all of them fit. */
const UNITS_LIMIT = 1024;

/** Its output is its input: no image needs to be drawn of it twice. */
function passesOn(layer: Layer): boolean {
  return layer.spec.kind === 'dropout' || layer.spec.kind === 'flatten';
}

/**
 * @param values one image's output // [height, width, channels] or [units]
 * @param part which of the channels
 */
function mapsOf(values: Float32Array, shape: readonly number[], part: OutputPart): FeatureMaps {
  const [height = 1, width = 1, all = part.channels] = shape.length === 3 ? shape : [1, 1, shape[0]];
  const area = height * width;
  const shown = Math.min(part.channels, area === 1 ? UNITS_LIMIT : MAPS_LIMIT);
  const at = (map: number, place: number): number => values[place * all + part.firstChannel + map] ?? 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < area; place++) {
    for (let map = 0; map < part.channels; map++) {
      const value = at(map, place);
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  const unit = highest > lowest ? 255 / (highest - lowest) : 0;
  const bytes = new Uint8Array(shown * area);
  for (let map = 0; map < shown; map++) {
    for (let place = 0; place < area; place++) {
      bytes[map * area + place] = Math.round((at(map, place) - lowest) * unit);
    }
  }
  return { height, width, total: part.channels, shown, bytes, lowest, highest };
}

export interface Activations {
  readonly probabilities: Float32Array<ArrayBuffer>;
  /** By layer id. */
  readonly maps: ReadonlyMap<string, FeatureMaps>;
}

/** @param bytes one image // [784] */
export async function activations(
  { layers, weights, scaling }: InspectedNetwork,
  bytes: Uint8Array,
): Promise<Activations> {
  const ends = branchEnds(layers);
  const outputs: { readonly layer: Layer; readonly y: tf.Tensor }[] = [];
  const x = imageTensor(bytes, scaling);
  const logits = infer(layers, weights, x, (layer, y) => {
    if (!passesOn(layer) && !ends.has(layer.id)) outputs.push({ layer, y: y.clone() });
  });
  x.dispose();
  // All asked for at once: on the GPU one wait is then enough.
  const [scores, ...values] = await Promise.all([logits, ...outputs.map(({ y }) => y)].map(takeValues));
  const maps = new Map(
    outputs.flatMap(({ layer }, index) =>
      outputParts(layer).map((part) => {
        return [part.layer.id, mapsOf(values[index] ?? new Float32Array(), layer.outputShape, part)] as const;
      }),
    ),
  );
  return { probabilities: probabilitiesOf(scores ?? new Float32Array(), CLASS_COUNT), maps };
}
