import * as tf from '@tensorflow/tfjs-core';
import { TRANSFORM_FLOATS } from '../../core/augmentation.ts';
import { IMAGE_SIDE } from '../../core/classes.ts';
import type { PixelScaling } from '../../core/pixel-scaling.ts';
import type { Source } from '../../protocol/messages.ts';

/** Bytes that came in together, of images that follow each other. */
export interface ImageBlock {
  /** Position among the blocks of its source. */
  readonly index: number;
  readonly firstImage: number;
  /** [images, 784] */
  readonly pixels: Uint8Array;
}

/** Where images come from: bytes that arrive in blocks, in any order, and stay as they are. */
export interface ImageStore {
  /** How many images the source has once all are in. */
  imageCount(source: Source): number;
  /** The block an image is in; undefined before it arrived. */
  blockOf(source: Source, image: number): ImageBlock | undefined;
}

export const GATHER_IMAGES_KERNEL = 'FittingGatherImages';

/** What is done to the images on their way. */
export interface Preparation {
  readonly scaling: PixelScaling;
  /** Of drawTransforms, a row an image. Without it the images stay as they are. */
  readonly transforms?: Float32Array | undefined;
}

/** The kernel has no input tensors: it gathers bytes. */
export interface GatherImagesAttributes {
  readonly store: ImageStore;
  readonly source: Source;
  readonly images: Uint32Array;
  readonly preparation: Preparation;
}

/**
 * Gathers images into one tensor, augmented and scaled; by default they stay as they are and pixels are divided by 255.
 * All of them must be in.
 * @returns [images, 28, 28, 1]
 * @throws RangeError for an image that is not in, and for transforms that are not one row an image
 */
export function gatherImages(
  store: ImageStore,
  source: Source,
  images: Uint32Array,
  preparation: Preparation = { scaling: 'unit' },
): tf.Tensor4D {
  const { transforms } = preparation;
  if (transforms !== undefined && transforms.length !== images.length * TRANSFORM_FLOATS) {
    throw new RangeError(`${transforms.length} numbers are not the transforms of ${images.length} images`);
  }
  const attributes: GatherImagesAttributes = { store, source, images, preparation };
  // The engine only hands attributes on; its type for them knows no objects.
  return tf.engine().runKernel(GATHER_IMAGES_KERNEL, {}, attributes as unknown as tf.NamedAttrMap);
}

/** The block of an image that must be in. */
export function arrivedBlock(store: ImageStore, source: Source, image: number): ImageBlock {
  const block = store.blockOf(source, image);
  if (block === undefined) throw new RangeError(`image ${image} of ${source} was used before it was in`);
  return block;
}

/** The tensor's shape for so many images. */
export function imagesShape(images: number): [number, number, number, number] {
  return [images, IMAGE_SIDE, IMAGE_SIDE, 1];
}
