/**
 * Half-precision numbers (IEEE 754 binary16) as their 16 bits: half the bytes of weights that are only looked at.
 * `Float16Array` is not in every browser of today.
 */

const EXPONENT_BIAS = 15;
const SMALLEST_NORMAL = 2 ** -14;
/** Between two neighbours below the smallest normal number. */
const SUBNORMAL_UNIT = 2 ** -24;
const INFINITE = 0x7c00;
/** Halfway between the largest number, 65504, and what would come after it: rounds to infinity. */
const OVERFLOW = 65_520;

/** To the nearest whole number, halves to the even one. */
function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (size >= OVERFLOW) return sign | INFINITE;
  if (size < SMALLEST_NORMAL) return sign | roundToEven(size / SUBNORMAL_UNIT);
  const exponent = Math.floor(Math.log2(size));
  // Rounding up may carry into the exponent, which is what adding instead of joining the bits does.
  const mantissa = roundToEven((size / 2 ** exponent - 1) * 1024);
  return sign | (((exponent + EXPONENT_BIAS) << 10) + mantissa);
}

function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) return sign * mantissa * SUBNORMAL_UNIT;
  if (exponent === 0x1f) return mantissa === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - EXPONENT_BIAS);
}

/** Each number rounded to the nearest half-precision one; little-endian bytes, two a number. */
export function encodeHalfFloats(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint16(2 * index, halfBits(value), true);
  return bytes;
}

/** @throws RangeError for an odd number of bytes */
export function decodeHalfFloats(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  if (bytes.length % 2 !== 0) throw new RangeError(`${bytes.length} bytes are no half-precision numbers`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Float32Array.from({ length: bytes.length / 2 }, (_, index) => halfValue(view.getUint16(2 * index, true)));
}
