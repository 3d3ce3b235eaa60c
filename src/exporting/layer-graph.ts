import { type Layer, type LayerSpec, type ParameterSpec, shapeSize } from '../core/layers.ts';
import { type NetworkId, networkLayers } from '../core/networks.ts';

/** A network as other libraries write it down: layers with names, each with the names of those it reads. */

/** The values of one parameter. */
export interface ParameterValues {
  readonly spec: ParameterSpec;
  readonly values: Float32Array;
}

export interface GraphLayer {
  /** Of letters, digits and underscores, unique: `conv2d_0`, and `conv2d_0_2_1` for layer 1 of branch 2 of layer 0. */
  readonly name: string;
  /** Branches are joined by a concatenation. */
  readonly spec: Exclude<LayerSpec, { kind: 'branches' }> | { readonly kind: 'concatenate' };
  /** Names of the layers whose outputs it reads; `INPUT_NAME` is the image. */
  readonly inputs: readonly string[];
  readonly parameters: readonly ParameterSpec[];
}

export const INPUT_NAME = 'image';

const KIND_NAMES: Readonly<Record<GraphLayer['spec']['kind'], string>> = {
  conv2d: 'conv2d',
  maxPool: 'max_pool',
  batchNorm: 'batch_norm',
  dropout: 'dropout',
  flatten: 'flatten',
  dense: 'dense',
  concatenate: 'concatenate',
};

/** All layers in the order of the forward pass; the last gives the logits. */
export function layerGraph(network: NetworkId): GraphLayer[] {
  return graphOf(networkLayers(network), INPUT_NAME);
}

/** The parameters of each layer in turn, as views of a checkpoint's weights. @throws RangeError for another network's */
export function parametersOf(
  graph: readonly GraphLayer[],
  weights: Float32Array,
): ReadonlyMap<string, ParameterValues[]> {
  let from = 0;
  const parameters = new Map<string, ParameterValues[]>();
  for (const { name, parameters: specs } of graph) {
    const values = specs.map((spec) => {
      const start = from;
      from += shapeSize(spec.shape);
      return { spec, values: weights.subarray(start, from) };
    });
    parameters.set(name, values);
  }
  if (from !== weights.length) throw new RangeError(`${weights.length} weights where the network has ${from}`);
  return parameters;
}

function graphOf(layers: readonly Layer[], input: string): GraphLayer[] {
  const graph: GraphLayer[] = [];
  let last = input;
  for (const layer of layers) {
    graph.push(...nodesOf(layer, last));
    last = graph.at(-1)?.name ?? last;
  }
  return graph;
}

function nodesOf({ id, spec, parameters, branches }: Layer, input: string): GraphLayer[] {
  if (spec.kind !== 'branches') return [{ name: nameOf(spec.kind, id), spec, inputs: [input], parameters }];
  const parts = branches.map((branch) => graphOf(branch, input));
  const inputs = parts.map((part) => part.at(-1)?.name ?? input);
  return [...parts.flat(), { name: nameOf('concatenate', id), spec: { kind: 'concatenate' }, inputs, parameters: [] }];
}

function nameOf(kind: GraphLayer['spec']['kind'], id: string): string {
  return `${KIND_NAMES[kind]}_${id.replaceAll('.', '_')}`;
}
