import { type KernelConfig, tensor4d } from '@tensorflow/tfjs-core';
import { TRANSFORM_FLOATS } from '../../../core/augmentation.ts';
import { IMAGE_PIXELS } from '../../../core/classes.ts';
import { scalingOf } from '../../../core/pixel-scaling.ts';
import {
  arrivedBlock,
  GATHER_IMAGES_KERNEL,
  type GatherImagesAttributes,
  imagesShape,
} from '../../ops/gather-images.ts';
import { transformImage } from './transform-image.ts';

/** The dataset's bytes are not in the backend's memory, so the gathering is done out here. */
export const gatherImagesWasm: KernelConfig = {
  kernelName: GATHER_IMAGES_KERNEL,
  backendName: 'wasm',
  kernelFunc: ({ attrs }) => {
    const { store, source, images, preparation } = attrs as unknown as GatherImagesAttributes;
    const { transforms } = preparation;
    const scaling = scalingOf(preparation.scaling);
    const values = new Float32Array(images.length * IMAGE_PIXELS);
    // A value for each byte: the scaling is done 256 times, not once a pixel.
    const table = Float32Array.from({ length: 256 }, (_, byte) => byte * scaling.scale + scaling.offset);
    for (const [position, image] of images.entries()) {
      const { firstImage, pixels } = arrivedBlock(store, source, image);
      const from = (image - firstImage) * IMAGE_PIXELS;
      const to = position * IMAGE_PIXELS;
      if (transforms === undefined) {
        for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) values[to + pixel] = table[pixels[from + pixel] ?? 0] ?? 0;
      } else {
        transformImage(
          pixels.subarray(from, from + IMAGE_PIXELS),
          transforms.subarray(position * TRANSFORM_FLOATS, (position + 1) * TRANSFORM_FLOATS),
          scaling,
          values.subarray(to, to + IMAGE_PIXELS),
        );
      }
    }
    return tensor4d(values, imagesShape(images.length));
  },
};
