import { imageDimensionsFromData } from 'image-dimensions';

/** In pixels, as a file's header says it. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * How large a picture becomes when it is decoded, without decoding it: of PNG, JPEG, GIF, WebP, AVIF, HEIC and BMP.
 * @returns undefined for anything else, and for a header that is cut off or says 0
 */
export function readPictureSize(bytes: Uint8Array): PictureSize | undefined {
  const size = imageDimensionsFromData(bytes) ?? bitmapSize(bytes);
  return size && size.width > 0 && size.height > 0 ? { width: size.width, height: size.height } : undefined;
}

/** Of the oldest kind of header, and the least bytes of the newer ones that hold a size. */
const CORE_HEADER = 12;
const NEWER_HEADER = 40;

/** BMP, https://learn.microsoft.com/windows/win32/gdi/bitmap-storage: a file header of 14 bytes, then one about the bitmap. */
function bitmapSize(bytes: Uint8Array): PictureSize | undefined {
  if (bytes.length < 26 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = view.getUint32(14, true);
  if (header === CORE_HEADER) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  if (header < NEWER_HEADER) return undefined;
  // Rows from the top down have a negative height.
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}
