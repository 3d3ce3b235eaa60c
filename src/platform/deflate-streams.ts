import { asked } from './asked.ts';

/** Raw deflate (RFC 1951), by the browser. Older ones have the streams without this format, which their constructor says. */

export function compressor(): CompressionStream | undefined {
  return asked(() => new CompressionStream('deflate-raw'));
}

export function decompressor(): DecompressionStream | undefined {
  return asked(() => new DecompressionStream('deflate-raw'));
}
