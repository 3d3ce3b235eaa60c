import { describe, expect, it } from 'vitest';
import { IMAGE_PIXELS } from '../core/classes.ts';
import { PixelCache } from './pixel-cache.ts';

/** Each image is as bright as its index; what was asked for is written down. */
function makeCache(limit?: number) {
  const asked: number[][] = [];
  const cache = new PixelCache((_, indices) => {
    asked.push([...indices]);
    const bytes = new Uint8Array(indices.length * IMAGE_PIXELS);
    for (const [place, index] of indices.entries()) bytes.fill(index, place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS);
    return Promise.resolve(bytes);
  }, limit);
  return { cache, asked };
}

const brightness = (pixels: Uint8Array | undefined) => pixels?.filter((_, at) => at % IMAGE_PIXELS === 0);

describe('PixelCache', () => {
  it('asks only for what it has not got, and answers in the order asked for', async () => {
    const { cache, asked } = makeCache();
    expect(brightness(await cache.fetch('train', Uint32Array.of(3, 1)))).toEqual(Uint8Array.of(3, 1));
    expect(brightness(await cache.fetch('train', Uint32Array.of(2, 1)))).toEqual(Uint8Array.of(2, 1));
    expect(asked).toEqual([[3, 1], [2]]);
    expect(brightness(cache.get('train', Uint32Array.of(1, 2, 3)))).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('keeps the two files of the dataset apart', async () => {
    const { cache } = makeCache();
    await cache.fetch('train', Uint32Array.of(1));
    expect(cache.get('test', Uint32Array.of(1))).toBeUndefined();
  });

  it('lets the longest kept go beyond its limit, but answers what was asked', async () => {
    const { cache } = makeCache(2);
    expect(brightness(await cache.fetch('train', Uint32Array.of(1, 2, 3)))).toEqual(Uint8Array.of(1, 2, 3));
    expect(cache.get('train', Uint32Array.of(1))).toBeUndefined();
    expect(brightness(cache.get('train', Uint32Array.of(2, 3)))).toEqual(Uint8Array.of(2, 3));
  });

  it('has nothing when the engine died, and asks again', async () => {
    const answers = [undefined, new Uint8Array(IMAGE_PIXELS)];
    const cache = new PixelCache(() => Promise.resolve(answers.shift()));
    expect(await cache.fetch('train', Uint32Array.of(1))).toBeUndefined();
    expect(await cache.fetch('train', Uint32Array.of(1))).toHaveLength(IMAGE_PIXELS);
  });
});
