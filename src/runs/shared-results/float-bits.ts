/**
 * A float32 that is not negative, as a whole number that is the smaller the more bits are dropped; neighbouring values
 * have neighbouring numbers, so differences of a curve are small.
 */

const view = new DataView(new ArrayBuffer(4));
/** The bits of infinity; beyond are those that are no number. */
const INFINITY_BITS = 0x7f80_0000;
/** One that stays no number when the lower half of its mantissa is dropped. */
const NAN_BITS = 0x7fc0_0000;

/** The largest whole number there can be. */
export function mostBits(dropped: number): number {
  return NAN_BITS >>> dropped;
}

/** @param dropped bits of the mantissa that are rounded away, 0 to 22 */
export function toBits(value: number, dropped: number): number {
  if (Number.isNaN(value)) return NAN_BITS >>> dropped;
  view.setFloat32(0, Math.max(0, value));
  // Half of what is dropped is added, so that the nearest is taken; from just below infinity that is infinity.
  const half = dropped === 0 ? 0 : 2 ** (dropped - 1);
  return Math.min(INFINITY_BITS, view.getUint32(0) + half) >>> dropped;
}

export function fromBits(bits: number, dropped: number): number {
  view.setUint32(0, bits * 2 ** dropped);
  return view.getFloat32(0);
}
