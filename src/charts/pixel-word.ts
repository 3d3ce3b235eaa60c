/**
 * An opaque pixel as one number, to be written through a Uint32Array over the bytes of an ImageData: alpha is the highest
 * byte on the little-endian machines browsers run on.
 * @param red 0..255, as the others
 */
export function pixelWord(red: number, green: number, blue: number): number {
  return 0xff000000 | (blue << 16) | (green << 8) | red;
}
