import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { IMAGE_PIXELS } from '../../../core/classes.ts';
import type { Source } from '../../../protocol/messages.ts';
import {
  arrivedBlock,
  GATHER_IMAGES_KERNEL,
  type GatherImagesAttributes,
  type ImageStore,
  imagesShape,
} from '../../ops/gather-images.ts';
import { freeTensor, makeTensor, runProgram, u32 } from './encoder.ts';
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
    y[index * 4u + pixel] = f32((four >> (8u * pixel)) & 255u) / 255.0;
  }
`);

export const gatherImagesWebgpu: KernelConfig = {
  kernelName: GATHER_IMAGES_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ attrs, backend }) => {
    const { store, source, images } = attrs as unknown as GatherImagesAttributes;
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
    runProgram(gpu, {
      key: GATHER_IMAGES_KERNEL,
      code: () => GATHER_CODE,
      reads: { words: { words }, indices },
      writes: { y },
      params: [u32('images', images.length)],
      workgroups: flatWorkgroups(images.length * IMAGE_WORDS),
    });
    freeTensor(gpu, indices);
    return y;
  },
};
