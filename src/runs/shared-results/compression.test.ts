import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deflated, inflated } from './compression.ts';

afterEach(() => vi.unstubAllGlobals());

const BYTES = Uint8Array.from({ length: 20_000 }, (_, index) => (index * index) % 251);

describe.each(['with streams', 'without'])('%s', (where) => {
  beforeEach(() => {
    if (where === 'with streams') return;
    vi.stubGlobal('CompressionStream', undefined);
    vi.stubGlobal('DecompressionStream', undefined);
  });

  it('bytes are deflated so that others read them, and inflated again', async () => {
    const packed = await deflated(BYTES);
    expect(packed.length).toBeLessThan(BYTES.length);
    expect(Uint8Array.from(inflateRawSync(packed))).toEqual(BYTES);
    expect(await inflated(packed, BYTES.length)).toEqual(BYTES);
  });

  it('more than the limit, half a stream and no stream are refused', async () => {
    const packed = await deflated(BYTES);
    expect(await inflated(packed, BYTES.length - 1)).toBeUndefined();
    expect(await inflated(packed.slice(0, packed.length / 2), BYTES.length)).toBeUndefined();
    expect(await inflated(Uint8Array.of(255, 255, 255, 255), BYTES.length)).toBeUndefined();
    expect(await inflated(new Uint8Array(0), BYTES.length)).toBeUndefined();
  });

  it('of a bomb no more is kept than the limit', async () => {
    const bomb = await deflated(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(60_000);
    expect(await inflated(bomb, 64 * 1024)).toBeUndefined();
  });
});
