import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Augmentation, drawTransforms, NO_AUGMENTATION } from '../../core/augmentation.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../core/classes.ts';
import { fillRandomWords } from '../../core/philox.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { startWasm } from '../backend/wasm.ts';
import { startWebgpu } from '../backend/webgpu.ts';
import { gather } from '../kernels/reference/gather.ts';
import { gatherImages, type ImageStore, type Preparation } from './gather-images.ts';

/** Gathering on both backends: against the plain reference, and to the bit where bytes are only moved. */

const IMAGES = 30;
const BLOCK_IMAGES = 10;
const TOLERANCE = 1e-4;
const ALL: Augmentation = { flip: true, shift: 8, cutout: 16, rotation: 30 };
const faults: string[] = [];

beforeAll(async () => {
  await startWasm(1);
  await startWebgpu(await requestAdapter(true), (fault) => faults.push(fault.message));
});
afterEach(() => {
  expect(faults).toEqual([]);
});

const words = new Uint32Array(IMAGES * IMAGE_PIXELS);
fillRandomWords(words, 21, 0, 0);
const bytes = Uint8Array.from(words, (word) => word >>> 24);

const store: ImageStore = {
  imageCount: () => IMAGES,
  blockOf: (_, image) => {
    const index = Math.floor(image / BLOCK_IMAGES);
    const firstImage = index * BLOCK_IMAGES;
    const pixels = bytes.subarray(firstImage * IMAGE_PIXELS, (firstImage + BLOCK_IMAGES) * IMAGE_PIXELS);
    return { index, firstImage, pixels };
  },
};

/** The backend's count has those tensors too that a kernel makes for itself, which the engine knows nothing of. */
const held = (): object => ({ tensors: tf.memory().numTensors, onBackend: tf.backend().numDataIds() });

/** Gathers twice: the second answer must be the first to the bit, and nothing may be left behind. */
async function gathered(backend: string, images: Uint32Array, preparation?: Preparation): Promise<Float32Array> {
  await tf.setBackend(backend);
  const before = held();
  const tensors = [
    gatherImages(store, 'train', images, preparation),
    gatherImages(store, 'train', images, preparation),
  ];
  expect(tensors[0]?.shape).toEqual([images.length, IMAGE_SIDE, IMAGE_SIDE, 1]);
  const [first, second] = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
  tf.dispose(tensors);
  expect(held(), 'left behind').toEqual(before);
  expect(second, 'a second run').toEqual(first);
  return first ?? new Float32Array();
}

/** Images from every block, in no order, one of them twice. */
function batchOf(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, position) => (position * 17 + 13) % (IMAGES - 1));
}

/** What the images look like when each pixel shows the byte that `from` names, black where it names none. */
function movedBytes(images: Uint32Array, from: (x: number, y: number) => readonly [number, number]): Uint8Array {
  return Uint8Array.from({ length: images.length * IMAGE_PIXELS }, (_, index) => {
    const [x, y] = from(index % IMAGE_SIDE, Math.floor(index / IMAGE_SIDE) % IMAGE_SIDE);
    if (x < 0 || x >= IMAGE_SIDE || y < 0 || y >= IMAGE_SIDE) return 0;
    const image = images[Math.floor(index / IMAGE_PIXELS)] ?? Number.NaN;
    return bytes[image * IMAGE_PIXELS + y * IMAGE_SIDE + x] ?? Number.NaN;
  });
}

/**
 * The bytes that unit values stand for. A mixture of bytes is refused; the last bit is left to the GPU, which may divide
 * by 255 as it likes.
 */
function asBytes(values: Float32Array): Uint8Array {
  for (const value of values) expect(Math.abs(value * 255 - Math.round(value * 255))).toBeLessThan(1e-4);
  return Uint8Array.from(values, (value) => Math.round(value * 255));
}

const oneRow = (...row: number[]): Preparation => ({ scaling: 'unit', transforms: Float32Array.from(row) });

describe.each(['wasm', 'webgpu'])('on %s', (backend) => {
  it.each([
    ['unit, batch 1', 1, 'unit', undefined],
    ['standardise', 7, 'standardise', undefined],
    ['flip', 7, 'unit', { ...NO_AUGMENTATION, flip: true }],
    ['shift', 7, 'unit', { ...NO_AUGMENTATION, shift: 8 }],
    ['cutout', 7, 'unit', { ...NO_AUGMENTATION, cutout: 16 }],
    ['rotation', 7, 'unit', { ...NO_AUGMENTATION, rotation: 30 }],
    ['everything, batch 1', 1, 'unit', ALL],
    ['everything, batch 37', 37, 'unit', ALL],
    ['everything, standardise', 7, 'standardise', ALL],
  ] as const)('agrees with the reference: %s', async (_name, batch, scaling, augmentation) => {
    const images = batchOf(batch);
    const transforms = augmentation && drawTransforms(augmentation, 4, 2, batch);
    const actual = await gathered(backend, images, { scaling, transforms });
    const expected = gather(bytes, images, scaling, transforms);
    expect(actual.length).toBe(expected.length);
    let worst = 0;
    for (const [index, value] of expected.entries()) worst = Math.max(worst, Math.abs((actual[index] ?? NaN) - value));
    expect(worst).toBeLessThan(TOLERANCE);
  });

  it('is byte / 255 unless told otherwise, and the same to the bit with transforms that do nothing', async () => {
    const images = batchOf(5);
    const plain = await gathered(backend, images);
    expect(asBytes(plain)).toEqual(movedBytes(images, (x, y) => [x, y]));
    if (backend === 'wasm') {
      expect(plain).toEqual(
        Float32Array.from(
          movedBytes(images, (x, y) => [x, y]),
          (byte) => byte / 255,
        ),
      );
    }
    expect(await gathered(backend, images, { scaling: 'unit' })).toEqual(plain);
    for (const scaling of ['unit', 'standardise'] as const) {
      const transforms = drawTransforms(NO_AUGMENTATION, 4, 2, 5);
      expect(await gathered(backend, images, { scaling, transforms })).toEqual(
        await gathered(backend, images, { scaling }),
      );
    }
  });

  it('mirrors an image exactly', async () => {
    const images = batchOf(1);
    const actual = await gathered(backend, images, oneRow(-1, 0, 27, 0, 1, 0, 0, 0, 0, 0));
    expect(asBytes(actual)).toEqual(movedBytes(images, (x, y) => [27 - x, y]));
  });

  it('moves bytes exactly, black coming in from outside', async () => {
    const images = batchOf(1);
    const actual = await gathered(backend, images, oneRow(1, 0, -3, 0, 1, 5, 0, 0, 0, 0));
    expect(asBytes(actual)).toEqual(movedBytes(images, (x, y) => [x - 3, y + 5]));
  });

  it('blacks out the box and nothing else, as black as the background', async () => {
    const images = batchOf(1);
    const box = (x: number, y: number): boolean => x >= 20 && x < 28 && y >= 3 && y < 9;
    const actual = await gathered(backend, images, oneRow(1, 0, 0, 0, 1, 0, 20, 3, 28, 9));
    expect(asBytes(actual)).toEqual(movedBytes(images, (x, y) => (box(x, y) ? [-1, -1] : [x, y])));
    const standardised = await gathered(backend, images, {
      ...oneRow(1, 0, 0, 0, 1, 0, 0, 0, 28, 28),
      scaling: 'standardise',
    });
    // -0.28604 / 0.35302
    for (const value of standardised) expect(value).toBeCloseTo(-0.81026, 5);
  });

  it('turns by a quarter, of which no weight is a fraction, exactly', async () => {
    const images = batchOf(1);
    const actual = await gathered(backend, images, oneRow(0, 1, 0, -1, 0, 27, 0, 0, 0, 0));
    expect(asBytes(actual)).toEqual(movedBytes(images, (x, y) => [y, 27 - x]));
  });

  it('refuses transforms of another batch', async () => {
    await tf.setBackend(backend);
    const transforms = drawTransforms(ALL, 4, 2, 3);
    const gatherTwo = (): tf.Tensor => gatherImages(store, 'train', batchOf(2), { scaling: 'unit', transforms });
    expect(gatherTwo).toThrow(RangeError);
  });
});
