import { CLASS_COUNT } from '../../core/classes.ts';
import { infer } from '../model/forward.ts';
import { type InspectedNetwork, imageTensor, probabilitiesOf, takeValues } from './inspected.ts';

/**
 * What the network thinks of pictures that need not be in the dataset.
 * @param bytes [images, 784]
 * @returns [images, 10], 0..1
 */
export async function predict(
  { layers, weights, scaling }: InspectedNetwork,
  bytes: Uint8Array,
): Promise<Float32Array<ArrayBuffer>> {
  const x = imageTensor(bytes, scaling);
  const logits = infer(layers, weights, x);
  x.dispose();
  return probabilitiesOf(await takeValues(logits), CLASS_COUNT);
}
