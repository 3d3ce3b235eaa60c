import { flattenLayers } from '../../core/layers.ts';
import type { LayerLook, LayersLook } from '../../protocol/inspection.ts';
import { gatherImages } from '../ops/gather-images.ts';
import { deadUnits } from './dead-units.ts';
import { activations } from './feature-maps.ts';
import { readFilters } from './filters.ts';
import type { InspectedNetwork, InspectedRun } from './inspected.ts';
import { readNorms, type Squares, squaresOf } from './norms.ts';

/** All there is to see of the layers for one image. */

/** Dead units, and on how many images they were looked for. */
export interface DeadUnits {
  readonly counts: ReadonlyMap<string, number>;
  readonly images: number;
}

/** Counted on those of the run's fixed images that are in; undefined when none is. */
export async function countDeadUnits(
  network: InspectedNetwork,
  { images, store }: Pick<InspectedRun, 'images' | 'store'>,
): Promise<DeadUnits | undefined> {
  const arrived = images.filter((image) => store.blockOf('train', image) !== undefined);
  if (arrived.length === 0) return undefined;
  const x = gatherImages(store, 'train', arrived, { scaling: network.scaling });
  try {
    return { counts: await deadUnits(network, x), images: arrived.length };
  } finally {
    x.dispose();
  }
}

interface LookOptions {
  /** Steps the weights were trained for. */
  readonly step: number;
  /** May still be on its way: what it needs of the weights is enqueued by then. */
  readonly dead: DeadUnits | undefined | Promise<DeadUnits | undefined>;
  /** Of a training step; disposed. */
  readonly gradients?: Squares | undefined;
}

/** @param bytes one image // [784] */
export async function lookAtLayers(
  network: InspectedNetwork,
  bytes: Uint8Array,
  { step, dead: deadUnitCounts, gradients }: LookOptions,
): Promise<LayersLook> {
  const layers = flattenLayers(network.layers);
  const trainable = network.parameters.filter((parameter) => parameter.trainable);
  const weights = squaresOf(trainable.map(({ name }) => [name, network.weights.get(name)]));
  const [{ probabilities, maps }, filters, weightNorms, gradientNorms, dead] = await Promise.all([
    activations(network, bytes),
    readFilters(layers, network.weights),
    readNorms(layers, weights),
    gradients && readNorms(layers, gradients),
    deadUnitCounts,
  ]);
  return {
    kind: 'layers',
    step,
    probabilities,
    layers: layers.map(({ id }) => ({
      id,
      ...known('maps', maps.get(id)),
      ...known('filters', filters.get(id)),
      ...known('weightNorm', weightNorms.get(id)),
      ...known('gradientNorm', gradientNorms?.get(id)),
      ...known('deadUnits', dead?.counts.get(id)),
    })),
    deadUnitImages: dead?.images ?? 0,
  };
}

function known<Name extends keyof LayerLook>(name: Name, value: LayerLook[Name]): Pick<LayerLook, Name> | object {
  return value === undefined ? {} : { [name]: value };
}

/** Memory of a look that is handed over to the page. */
export function lookBuffers({ probabilities, layers }: LayersLook): ArrayBuffer[] {
  const parts = layers.flatMap(({ maps, filters }) => [maps?.bytes.buffer, filters?.values.buffer]);
  return [probabilities.buffer, ...parts].filter((buffer) => buffer !== undefined);
}
