import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../../core/classes.ts';
import { indexOfLargest } from '../../core/softmax.ts';
import type { Occlusion } from '../../protocol/inspection.ts';
import type { InspectedNetwork } from './inspected.ts';
import { predict } from './predict.ts';

/** Side of the patch, in pixels. */
const PATCH = 5;
/** From one place to the next; a place stands for the square of so many pixels that its patch is laid around. */
const STRIDE = 2;
const SIDE = IMAGE_SIDE / STRIDE;

/**
 * The image with a patch at each place, row by row. Place (0, 0) stands for the pixels 0 and 1 of the rows and columns 0
 * and 1; its patch is centred on pixel 1 and cut off at the edge, so that every pixel is hidden at some place.
 * @param bytes one image // [784]
 * @returns [SIDE * SIDE, 784]
 */
function occludedImages(bytes: Uint8Array, patch: number): Uint8Array {
  const images = new Uint8Array(SIDE * SIDE * IMAGE_PIXELS);
  const reach = (PATCH - 1) / 2;
  for (let place = 0; place < SIDE * SIDE; place++) {
    const image = images.subarray(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS);
    image.set(bytes);
    const centreRow = Math.floor(place / SIDE) * STRIDE + 1;
    const centreColumn = (place % SIDE) * STRIDE + 1;
    const left = Math.max(0, centreColumn - reach);
    const right = Math.min(IMAGE_SIDE, centreColumn + reach + 1);
    for (let row = Math.max(0, centreRow - reach); row < Math.min(IMAGE_SIDE, centreRow + reach + 1); row++) {
      image.fill(patch, row * IMAGE_SIDE + left, row * IMAGE_SIDE + right);
    }
  }
  return images;
}

/**
 * @param bytes one image // [784]
 * @param label whose probability is asked about; undefined for the class the network answers
 * @param patch byte of the hidden pixels
 */
export async function occlusion(
  network: InspectedNetwork,
  bytes: Uint8Array,
  label: number | undefined,
  patch: number,
): Promise<Occlusion> {
  const images = new Uint8Array((1 + SIDE * SIDE) * IMAGE_PIXELS);
  images.set(bytes);
  images.set(occludedImages(bytes, patch), IMAGE_PIXELS);
  const probabilities = await predict(network, images);
  const answered = label ?? indexOfLargest([...probabilities.subarray(0, CLASS_COUNT)]);
  const probability = probabilities[answered] ?? 0;
  const losses = Float32Array.from(
    { length: SIDE * SIDE },
    (_, place) => probability - (probabilities[(place + 1) * CLASS_COUNT + answered] ?? 0),
  );
  return { kind: 'occlusion', label: answered, probability, side: SIDE, losses };
}
