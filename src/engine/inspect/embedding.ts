import { CLASS_COUNT, IMAGE_PIXELS } from '../../core/classes.ts';
import { shapeSize } from '../../core/layers.ts';
import type { Embedding } from '../../protocol/inspection.ts';
import { infer } from '../model/forward.ts';
import { gatherImages } from '../ops/gather-images.ts';
import { EVALUATION_BATCH } from '../training/evaluate.ts';
import { type InspectedNetwork, type InspectedRun, imageTensor, probabilitiesOf, takeValues } from './inspected.ts';

/** Where the network puts images: what its last dense layer is given, in inference mode. */

/** Units of the layer whose output is the embedding. */
function embeddingWidth({ layers }: Pick<InspectedNetwork, 'layers'>): number {
  return shapeSize(layers.at(-2)?.outputShape ?? []);
}

type Source = Pick<InspectedRun, 'store'>;

/** Those that are in. */
export function arrivedOf(images: Uint32Array, { store }: Source): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(images.filter((image) => store.blockOf('train', image) !== undefined));
}

interface Activations {
  /** [images, width] */
  readonly activations: Float32Array<ArrayBuffer>;
  /** [images, 10], 0..1 */
  readonly probabilities: Float32Array<ArrayBuffer>;
}

/**
 * @param images of the train files; all of them in
 * @param gate awaited before each batch; false gives up
 * @returns undefined when the gate gave up
 */
export async function embedImages(
  network: InspectedNetwork,
  { store }: Source,
  images: Uint32Array,
  gate: () => Promise<boolean>,
): Promise<Activations | undefined> {
  const width = embeddingWidth(network);
  const activations = new Float32Array(images.length * width);
  const logits = new Float32Array(images.length * CLASS_COUNT);
  for (let start = 0; start < images.length; start += EVALUATION_BATCH) {
    if (!(await gate())) return undefined;
    const batch = images.subarray(start, start + EVALUATION_BATCH);
    const x = gatherImages(store, 'train', batch, { scaling: network.scaling });
    const before = infer(network.layers.slice(0, -1), network.weights, x);
    const scores = infer(network.layers.slice(-1), network.weights, before);
    x.dispose();
    const [values, given] = await Promise.all([takeValues(before), takeValues(scores)]);
    activations.set(values, start * width);
    logits.set(given, start * CLASS_COUNT);
  }
  return { activations, probabilities: probabilitiesOf(logits, CLASS_COUNT) };
}

/** @param bytes [images, 784] @returns [images, width] */
export function embedBytes({ layers, weights, scaling }: InspectedNetwork, bytes: Uint8Array): Promise<Float32Array> {
  if (bytes.length % IMAGE_PIXELS !== 0) throw new RangeError(`${bytes.length} bytes are no whole images`);
  const x = imageTensor(bytes, scaling);
  const before = infer(layers.slice(0, -1), weights, x);
  x.dispose();
  return takeValues(before);
}

/** The run's embedded images as the network sees them, without those that are not in. */
export async function embedRun(
  network: InspectedNetwork & { readonly step: number },
  { embedded, store }: Pick<InspectedRun, 'embedded' | 'store'>,
  gate: () => Promise<boolean>,
): Promise<Embedding | undefined> {
  const indices = arrivedOf(embedded, { store });
  const given = await embedImages(network, { store }, indices, gate);
  return given && { kind: 'embedding', step: network.step, indices, width: embeddingWidth(network), ...given };
}

/** Memory of an embedding that is handed over to the page. */
export function embeddingBuffers({ indices, activations, probabilities }: Embedding): ArrayBuffer[] {
  return [indices.buffer, activations.buffer, probabilities.buffer];
}
