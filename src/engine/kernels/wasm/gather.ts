import type { KernelModule } from './module.ts';

/**
 * out[i] = images[indices[i]] / 255: bytes [.., pixels] to floats [count, pixels]. `pixels` is a multiple of 16, as 784
 * is; indices are int32.
 */
export function gather(
  kernels: KernelModule,
  at: { readonly images: number; readonly indices: number; readonly out: number },
  count: number,
  pixels: number,
): void {
  kernels.exports.gather(at.images, at.indices, at.out, count, pixels);
}
