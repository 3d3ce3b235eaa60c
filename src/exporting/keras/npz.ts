import { type Zippable, zipSync } from 'fflate';
import { layerGraph, parametersOf } from '../layer-graph.ts';
import { bytesOf } from '../run-file-arrays.ts';
import { KERAS_ROLES } from '../tfjs-layers.ts';
import type { TrainedModel } from '../trained-model.ts';

/** The header of an array takes a multiple of so many bytes, so that the values behind it are aligned. */
const ALIGNMENT = 64;
const MAGIC = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0] as const;
/** All archives of one model are alike, whenever they are made. */
const DAY = Date.UTC(2000, 0, 1, 12);

/**
 * The weights of a model by layer and role, `conv2d_0/kernel`, as numpy's own archive of arrays. Not packed: weights look
 * random to a packer.
 * @throws RangeError when the weights are not those of the experiment's network
 */
export function weightsNpz({ experiment, weights }: TrainedModel): Uint8Array<ArrayBuffer> {
  const arrays: Zippable = {};
  for (const [layer, parameters] of parametersOf(layerGraph(experiment.network), weights)) {
    for (const { spec, values } of parameters) {
      arrays[`${layer}/${KERAS_ROLES[spec.role]}.npy`] = [npy(spec.shape, values), { level: 0 }];
    }
  }
  return zipSync(arrays, { mtime: DAY });
}

/** https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version 1.0 */
function npy(shape: readonly number[], values: Float32Array): Uint8Array {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const words = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sides}), }`;
  const before = MAGIC.length + 2;
  const padding = ALIGNMENT - ((before + words.length + 1) % ALIGNMENT);
  const header = new TextEncoder().encode(`${words}${' '.repeat(padding)}\n`);
  const file = new Uint8Array(before + header.length + values.byteLength);
  file.set(MAGIC);
  new DataView(file.buffer).setUint16(MAGIC.length, header.length, true);
  file.set(header, before);
  file.set(bytesOf(values), before + header.length);
  return file;
}
