import { describe, expect, it } from 'vitest';
import { decodeHalfFloats, encodeHalfFloats } from './half-floats.ts';

function bits(value: number): number {
  const [low = 0, high = 0] = encodeHalfFloats(Float32Array.of(value));
  return low + 256 * high;
}

describe('half-precision numbers', () => {
  // numpy.float16(x).view(numpy.uint16)
  it.each([
    [0, 0],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [0.1, 0x2e66],
    [1 / 3, 0x3555],
    [65_504, 0x7bff],
    [65_519, 0x7bff],
    [65_520, 0x7c00],
    [-1e9, 0xfc00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [1.5 * 2 ** -24, 0x0002],
    [1 + 1 / 2048, 0x3c00],
    [1 + 3 / 2048, 0x3c02],
    [2047.6 / 1024, 0x4000],
  ])('writes %d as numpy does', (value, expected) => {
    expect(bits(value)).toBe(expected);
  });

  it('reads back every number it can write', () => {
    const all = new Uint8Array(Uint16Array.from({ length: 65_536 }, (_, index) => index).buffer);
    const values = decodeHalfFloats(all);
    expect(values[0x3555]).toBeCloseTo(1 / 3, 3);
    const again = new Uint16Array(encodeHalfFloats(values).buffer);
    const changed = [...again.keys()].filter((index) => again[index] !== index && !Number.isNaN(values[index]));
    expect(changed).toEqual([]);
  });

  it('refuses half a number', () => {
    expect(() => decodeHalfFloats(new Uint8Array(3))).toThrow(RangeError);
  });
});
