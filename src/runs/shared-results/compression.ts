import { PartError, part } from '../../hosting/part.ts';
import { compressor, decompressor } from '../../platform/deflate-streams.ts';

/** Raw deflate (RFC 1951), by the platform where it can. */

const LIBRARY_DEFLATE = part(() => import('./library-deflate.ts'));

export async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const streams = compressor();
  if (streams === undefined) return (await LIBRARY_DEFLATE.load()).deflatedByLibrary(bytes);
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(streams)).arrayBuffer());
}

/**
 * @returns undefined when the bytes are no whole deflated stream, or one of more than `limitBytes`: of a bomb, what goes
 * beyond the limit is never kept
 * @throws PartError where the platform can't and the library does not come
 */
export async function inflated(
  bytes: Uint8Array<ArrayBuffer>,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const take = (chunk: Uint8Array): boolean => {
    length += chunk.length;
    if (length <= limitBytes) chunks.push(chunk);
    return length <= limitBytes;
  };
  try {
    await inflateInto(bytes, take);
  } catch (error) {
    if (error instanceof PartError) throw error;
    return undefined;
  }
  if (length > limitBytes) return undefined;
  const whole = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    whole.set(chunk, position);
    position += chunk.length;
  }
  return whole;
}

/** Hands over chunk by chunk until `take` wants no more. */
async function inflateInto(bytes: Uint8Array<ArrayBuffer>, take: (chunk: Uint8Array) => boolean): Promise<void> {
  const streams = decompressor();
  if (streams === undefined) {
    (await LIBRARY_DEFLATE.load()).inflateByLibrary(bytes, take);
    return;
  }
  const reader = new Blob([bytes]).stream().pipeThrough(streams).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    if (take(read.value)) continue;
    void reader.cancel().catch(() => undefined);
    return;
  }
}
