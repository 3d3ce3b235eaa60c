/**
 * The number arrays of a run file: each an entry of the archive, raw and little-endian as every machine with a WebGPU or
 * wasm engine has them, one value after the other.
 */

const ARRAY_KINDS = {
  'columns/losses.f32': Float32Array,
  'columns/accuracies.f32': Float32Array,
  'columns/learning-rates.f32': Float32Array,
  'columns/training-ms.f32': Float32Array,
  /** [evaluations, 10, 10]: actual, predicted. */
  'evaluations/counts.u32': Uint32Array,
  /** Of the evaluations that have answers, one after the other. */
  'answers/indices.u32': Uint32Array,
  'answers/actual.u8': Uint8Array,
  'answers/predicted.u8': Uint8Array,
  /** [images, 10] in units of 1/65535 */
  'answers/probabilities.u16': Uint16Array,
  /** All parameters, in the order of the forward pass. */
  'checkpoint/weights.f32': Float32Array,
  'checkpoint/optimiser.f32': Float32Array,
  'checkpoint/best-weights.f32': Float32Array,
} as const;

type Kinds = typeof ARRAY_KINDS;
export type ArrayName = keyof Kinds;
export type ArrayOf<Name extends ArrayName> = InstanceType<Kinds[Name]>;
export type RunArrays = { readonly [Name in ArrayName]?: ArrayBufferView & { readonly length: number } };

export const ARRAY_NAMES = Object.keys(ARRAY_KINDS) as ArrayName[];

export function bytesPerValue(name: ArrayName): number {
  return ARRAY_KINDS[name].BYTES_PER_ELEMENT;
}

/** @param bytes their own memory, as many as whole values have */
export function arrayFrom<Name extends ArrayName>(name: Name, bytes: Uint8Array<ArrayBuffer>): ArrayOf<Name> {
  const Kind: new (buffer: ArrayBuffer) => Float32Array | Uint32Array | Uint16Array | Uint8Array = ARRAY_KINDS[name];
  // The table says which kind a name has; the compiler can't follow an index into it.
  return new Kind(bytes.buffer) as ArrayOf<Name>;
}

export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
