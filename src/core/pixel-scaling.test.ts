import { describe, expect, it } from 'vitest';
import { PIXEL_SCALINGS, scalingOf } from './pixel-scaling.ts';

const bytes = Array.from({ length: 256 }, (_, byte) => byte);

describe('scalingOf', () => {
  it('gives the very float32 of byte / 255 as unit', () => {
    const { scale, offset } = scalingOf('unit');
    expect(bytes.map((byte) => Math.fround(byte * scale + offset))).toEqual(
      bytes.map((byte) => Math.fround(byte / 255)),
    );
  });

  it('standardises by the mean and deviation that are known of the training images', () => {
    // 0.2860 and 0.3530, as they go round in tutorials for this dataset.
    const { scale, offset } = scalingOf('standardise');
    for (const byte of bytes) expect(byte * scale + offset).toBeCloseTo((byte / 255 - 0.286) / 0.353, 3);
  });

  it.each(PIXEL_SCALINGS)('keeps the order of brightness as %s', (name) => {
    expect(scalingOf(name).scale).toBeGreaterThan(0);
  });
});
