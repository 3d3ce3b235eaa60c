import type { Layer, ParameterSpec } from '../../core/layers.ts';
import { type Filters, MAPS_LIMIT } from '../../protocol/inspection.ts';
import type { Weights } from '../model/weights.ts';
import { takeValues } from './inspected.ts';

/**
 * The filters of a convolution. With one input a filter is an image; with several, its strength at each position of the
 * window over all inputs: a mean could be 0 where two inputs matter with opposite signs, and a slice for each input would
 * be thousands of images.
 * @param values the kernel // [size, size, inputs, outputs]
 */
function filtersOf(values: Float32Array, [size = 1, , inputs = 1, total = 0]: readonly number[]): Filters {
  const shown = Math.min(total, MAPS_LIMIT);
  const area = size * size;
  const images = new Float32Array(shown * area);
  const reading = inputs === 1 ? 'weights' : 'rootMeanSquare';
  for (let filter = 0; filter < shown; filter++) {
    for (let place = 0; place < area; place++) {
      const weightAt = (input: number): number => values[(place * inputs + input) * total + filter] ?? 0;
      let squares = 0;
      for (let input = 0; input < inputs; input++) squares += weightAt(input) ** 2;
      images[filter * area + place] = reading === 'weights' ? weightAt(0) : Math.sqrt(squares / inputs);
    }
  }
  return { size, total, shown, reading, values: images };
}

function kernelOf(layer: Layer): ParameterSpec | undefined {
  return layer.spec.kind === 'conv2d' ? layer.parameters.find(({ role }) => role === 'kernel') : undefined;
}

/** The filters of all convolutions by layer id. */
export async function readFilters(layers: readonly Layer[], weights: Weights): Promise<ReadonlyMap<string, Filters>> {
  const kernels = layers.flatMap((layer) => {
    const spec = kernelOf(layer);
    return spec === undefined ? [] : [{ id: layer.id, spec, kernel: weights.get(spec.name).clone() }];
  });
  const values = await Promise.all(kernels.map(({ kernel }) => takeValues(kernel)));
  return new Map(
    kernels.map(({ id, spec }, index) => [id, filtersOf(values[index] ?? new Float32Array(), spec.shape)]),
  );
}
