/**
 * Values with typed arrays in them as bytes, for the wire between page and script and for files: the length of a JSON text,
 * the text, then the arrays' memory. Runs in the browser and in Node.
 */
const ARRAYS = { Float32Array, Uint8Array, Uint16Array, Uint32Array };
/** @typedef {InstanceType<typeof ARRAYS[keyof typeof ARRAYS]>} AnyArray */

const ALIGNMENT = 8;
const HEAD_BYTES = 4;

/** @type {(bytes: number) => number} */
const aligned = (bytes) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/**
 * @param {unknown} value plain objects, arrays, typed arrays, strings, booleans and numbers, those JSON has not included
 * @returns {Uint8Array<ArrayBuffer>[]} parts, to be written one after the other
 */
export function encode(value) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let bytes = 0;
  const text = JSON.stringify(value, (_, entry) => {
    if (typeof entry === 'number' && !Number.isFinite(entry)) return { $number: String(entry) };
    if (!ArrayBuffer.isView(entry)) return entry;
    const array = /** @type {AnyArray & { buffer: ArrayBuffer }} */ (entry);
    const at = bytes;
    const padding = aligned(array.byteLength) - array.byteLength;
    parts.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), new Uint8Array(padding));
    bytes += array.byteLength + padding;
    return { $array: array.constructor.name, at, length: array.length };
  });
  const head = new TextEncoder().encode(text);
  const start = new Uint8Array(aligned(HEAD_BYTES + head.length));
  new DataView(start.buffer).setUint32(0, head.length, true);
  start.set(head, HEAD_BYTES);
  return [start, ...parts];
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes all parts
 * @returns {unknown} its typed arrays are copies, so that their memory can be handed over
 */
export function decode(bytes) {
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + headLength));
  const start = bytes.byteOffset + aligned(HEAD_BYTES + headLength);
  return JSON.parse(text, (_, entry) => {
    if (typeof entry !== 'object' || entry === null) return entry;
    if ('$number' in entry) return Number(entry.$number);
    if (!('$array' in entry)) return entry;
    const Kind = ARRAYS[/** @type {keyof typeof ARRAYS} */ (entry.$array)];
    const { at, length } = entry;
    return new Kind(bytes.buffer.slice(start + at, start + at + length * Kind.BYTES_PER_ELEMENT));
  });
}
