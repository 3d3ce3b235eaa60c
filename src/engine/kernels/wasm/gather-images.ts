import { type KernelConfig, tensor4d } from '@tensorflow/tfjs-core';
import { IMAGE_PIXELS } from '../../../core/classes.ts';
import {
  arrivedBlock,
  GATHER_IMAGES_KERNEL,
  type GatherImagesAttributes,
  imagesShape,
} from '../../ops/gather-images.ts';

/** Every byte as a float in 0..1: the division is done 256 times, not once a pixel. */
const UNIT = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** The dataset's bytes are not in the backend's memory, so the gathering is done out here. */
export const gatherImagesWasm: KernelConfig = {
  kernelName: GATHER_IMAGES_KERNEL,
  backendName: 'wasm',
  kernelFunc: ({ attrs }) => {
    const { store, source, images } = attrs as unknown as GatherImagesAttributes;
    const values = new Float32Array(images.length * IMAGE_PIXELS);
    for (const [position, image] of images.entries()) {
      const { firstImage, pixels } = arrivedBlock(store, source, image);
      const from = (image - firstImage) * IMAGE_PIXELS;
      const to = position * IMAGE_PIXELS;
      for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) values[to + pixel] = UNIT[pixels[from + pixel] ?? 0] ?? 0;
    }
    return tensor4d(values, imagesShape(images.length));
  },
};
