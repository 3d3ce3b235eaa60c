import { deflateSync, Inflate } from 'fflate';

/** Raw deflate by a library: for browsers without the streams, and loaded only there. */

/** What is inflated between two looks at how much it is. */
const SLICE_BYTES = 4096;

export function deflatedByLibrary(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(deflateSync(bytes));
}

/**
 * Hands over chunk by chunk, and stops once `take` wants no more.
 * @throws when the bytes are no whole deflated stream
 */
export function inflateByLibrary(bytes: Uint8Array, take: (chunk: Uint8Array) => boolean): void {
  let isWanted = true;
  const inflate = new Inflate((chunk) => {
    isWanted &&= take(chunk);
  });
  // Of nothing at all the library says nothing.
  if (bytes.length === 0) throw new Error('nothing is no deflated stream');
  for (let at = 0; isWanted && at < bytes.length; at += SLICE_BYTES) {
    inflate.push(bytes.subarray(at, at + SLICE_BYTES), at + SLICE_BYTES >= bytes.length);
  }
}
