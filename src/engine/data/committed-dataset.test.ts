import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLASS_NAMES, IMAGE_PIXELS } from '../../core/classes.ts';
import { isFlat } from '../../core/picture-shades.ts';
import { PIXEL_DEVIATION, PIXEL_MEAN } from '../../core/pixel-scaling.ts';
import { imageCountOf, manifestSchema } from './manifest.ts';
import { decodeSprite } from './sprite.ts';

const read = (file: string): Buffer => readFileSync(new URL(`../../../public/data/${file}`, import.meta.url));
const manifest = manifestSchema.parse(JSON.parse(read('manifest.json').toString()));

/** SHA-256 of what the original files of the dataset hold after their IDX headers, worked out from those files. */
const ORIGINALS = {
  train: {
    pixels: '2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012',
    labels: '657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7',
    perClass: 6000,
  },
  test: {
    pixels: 'c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a',
    labels: '3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9',
    perClass: 1000,
  },
};

describe('the committed dataset', () => {
  it("names the classes in the labels' order", () => {
    expect(manifest.classes).toEqual([...CLASS_NAMES]);
  });

  it.each(['train', 'test'] as const)('holds the original %s images, bit for bit, in shards small enough', (source) => {
    const all = createHash('sha256');
    for (const shard of manifest[source].shards) {
      const file = read(shard.file);
      expect(file.length).toBe(shard.bytes);
      expect(file.length).toBeLessThanOrEqual(2_100_000);
      const pixels = decodeSprite(file, shard.imageCount, manifest.columns);
      expect(createHash('sha256').update(pixels).digest('hex')).toBe(shard.sha256);
      all.update(pixels);
    }
    expect(all.digest('hex')).toBe(ORIGINALS[source].pixels);
    expect(imageCountOf(manifest, source)).toBe(10 * ORIGINALS[source].perClass);
  });

  it('has training pixels of the mean and deviation that they are standardised by', () => {
    // Whole numbers below 2^53, so the sums are exact.
    let sum = 0;
    let squares = 0;
    for (const { file, imageCount } of manifest.train.shards) {
      for (const byte of decodeSprite(read(file), imageCount, manifest.columns)) {
        sum += byte;
        squares += byte * byte;
      }
    }
    const count = 60_000 * IMAGE_PIXELS;
    expect(PIXEL_MEAN).toBeCloseTo(sum / count / 255, 12);
    expect(PIXEL_DEVIATION).toBeCloseTo(Math.sqrt(squares / count - (sum / count) ** 2) / 255, 12);
  });

  it('has hardly an image that would be taken for a flat drawing', () => {
    const [shard] = manifest.test.shards;
    if (shard === undefined) throw new Error('no shards');
    const pixels = decodeSprite(read(shard.file), shard.imageCount, manifest.columns);
    const images = Array.from({ length: shard.imageCount }, (_, image) =>
      pixels.subarray(image * IMAGE_PIXELS, (image + 1) * IMAGE_PIXELS),
    );
    expect(images.filter(isFlat).length / images.length).toBeLessThan(0.004);
  });

  it.each(['train', 'test'] as const)('holds the original %s labels, as many of each class', (source) => {
    const { file, sha256 } = manifest[source].labels;
    const labels = read(file);
    expect(sha256).toBe(ORIGINALS[source].labels);
    expect(createHash('sha256').update(labels).digest('hex')).toBe(sha256);
    for (let label = 0; label < 10; label++) {
      expect(labels.filter((byte) => byte === label).length).toBe(ORIGINALS[source].perClass);
    }
  });
});
