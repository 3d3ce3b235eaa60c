import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { TRANSFORM_FLOATS } from '../../../core/augmentation.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../../core/classes.ts';
import { scalingOf } from '../../../core/pixel-scaling.ts';
import type { Source } from '../../../protocol/messages.ts';
import {
  arrivedBlock,
  GATHER_IMAGES_KERNEL,
  type GatherImagesAttributes,
  type ImageStore,
  imagesShape,
} from '../../ops/gather-images.ts';
import { f32, freeTensor, makeTensor, runProgram, u32 } from './encoder.ts';
import { flatMain, flatWorkgroups } from './flat.ts';

/** A source's bytes on the GPU; a block is written the first time one of its images is wanted, and stays. */
interface BytesOnGpu {
  readonly device: GPUDevice;
  readonly words: GPUBuffer;
  readonly written: Set<number>;
}

const stores = new WeakMap<ImageStore, Map<Source, BytesOnGpu>>();

function bytesOf(device: GPUDevice, store: ImageStore, source: Source): BytesOnGpu {
  const sources = stores.get(store) ?? new Map<Source, BytesOnGpu>();
  stores.set(store, sources);
  const known = sources.get(source);
  if (known?.device === device) return known;
  const words = device.createBuffer({
    label: `images of ${source}`,
    size: store.imageCount(source) * IMAGE_PIXELS,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  const bytes: BytesOnGpu = { device, words, written: new Set() };
  sources.set(source, bytes);
  return bytes;
}

/** One thread expands one word of four pixels. */
const IMAGE_WORDS = IMAGE_PIXELS / 4;
const GATHER_CODE = flatMain(/* wgsl */ `
  if (index >= params.images * ${IMAGE_WORDS}u) { return; }
  let four = words[u32(indices[index / ${IMAGE_WORDS}u]) * ${IMAGE_WORDS}u + index % ${IMAGE_WORDS}u];
  for (var pixel = 0u; pixel < 4u; pixel++) {
    y[index * 4u + pixel] = f32((four >> (8u * pixel)) & 255u) / 255.0 * params.gain + params.offset;
  }
`);

/** One thread makes one pixel. Where the map is of whole numbers all weights are 0 and 1, so bytes stay as they are. */
const TRANSFORM_CODE = /* wgsl */ `
  fn byteAt(image : u32, at : vec2<i32>) -> f32 {
    if (any(at < vec2<i32>(0)) || any(at >= vec2<i32>(${IMAGE_SIDE}))) { return 0.0; }
    let byte = image * ${IMAGE_PIXELS}u + u32(at.y * ${IMAGE_SIDE} + at.x);
    return f32((words[byte / 4u] >> (8u * (byte % 4u))) & 255u);
  }

  ${flatMain(/* wgsl */ `
    let position = index / ${IMAGE_PIXELS}u;
    if (position >= params.images) { return; }
    let x = f32(index % ${IMAGE_SIDE}u);
    let y = f32(index % ${IMAGE_PIXELS}u / ${IMAGE_SIDE}u);
    let row = position * ${TRANSFORM_FLOATS}u;
    let first = vec2<f32>(transforms[row + 6u], transforms[row + 7u]);
    let end = vec2<f32>(transforms[row + 8u], transforms[row + 9u]);
    let isCut = all(vec2<f32>(x, y) >= first) && all(vec2<f32>(x, y) < end);
    let source = vec2<f32>(
      transforms[row] * x + transforms[row + 1u] * y + transforms[row + 2u],
      transforms[row + 3u] * x + transforms[row + 4u] * y + transforms[row + 5u],
    );
    let image = u32(indices[position]);
    let corner = vec2<i32>(floor(source));
    let weight = source - floor(source);
    let upperLeft = byteAt(image, corner);
    let lowerLeft = byteAt(image, corner + vec2<i32>(0, 1));
    let upper = upperLeft + (byteAt(image, corner + vec2<i32>(1, 0)) - upperLeft) * weight.x;
    let lower = lowerLeft + (byteAt(image, corner + vec2<i32>(1, 1)) - lowerLeft) * weight.x;
    let byte = select(upper + (lower - upper) * weight.y, 0.0, isCut);
    images[index] = byte / 255.0 * params.gain + params.offset;
  `)}
`;

export const gatherImagesWebgpu: KernelConfig = {
  kernelName: GATHER_IMAGES_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ attrs, backend }) => {
    const { store, source, images, preparation } = attrs as unknown as GatherImagesAttributes;
    const gpu = backend as WebGPUBackend;
    const { words, written } = bytesOf(gpu.device, store, source);
    for (const image of images) {
      const { index, firstImage, pixels } = arrivedBlock(store, source, image);
      if (written.has(index)) continue;
      gpu.queue.writeBuffer(words, firstImage * IMAGE_PIXELS, Uint8Array.from(pixels));
      written.add(index);
    }
    const indices = gpu.makeTensorInfo([images.length], 'int32', Int32Array.from(images));
    const y = makeTensor(gpu, imagesShape(images.length));
    const { scale, offset } = scalingOf(preparation.scaling);
    const params = [u32('images', images.length), f32('gain', scale * 255), f32('offset', offset)];
    if (preparation.transforms === undefined) {
      runProgram(gpu, {
        key: GATHER_IMAGES_KERNEL,
        code: () => GATHER_CODE,
        reads: { words: { words }, indices },
        writes: { y },
        params,
        workgroups: flatWorkgroups(images.length * IMAGE_WORDS),
      });
    } else {
      const transforms = gpu.makeTensorInfo([images.length, TRANSFORM_FLOATS], 'float32', preparation.transforms);
      runProgram(gpu, {
        key: `${GATHER_IMAGES_KERNEL} transformed`,
        code: () => TRANSFORM_CODE,
        reads: { words: { words }, indices, transforms },
        writes: { images: y },
        params,
        workgroups: flatWorkgroups(images.length * IMAGE_PIXELS),
      });
      freeTensor(gpu, transforms);
    }
    freeTensor(gpu, indices);
    return y;
  },
};
