import { type PreparedPicture, prepareColours } from '../../core/picture-preparation.ts';
import { readPictureSize } from './picture-size.ts';
import { readPixels } from './read-pixels.ts';

/** Somebody's own picture, from a file they gave. It never leaves the browser. */

const LIMIT_BYTES = 20 * 1024 * 1024;
/** Decoded, four bytes each. A few kilobytes can ask for billions, so the header is believed before anything is decoded. */
const LIMIT_PIXELS = 50_000_000;

/** A picture, or a sentence about why there is none. */
export type ReadPicture = { readonly prepared: PreparedPicture } | { readonly problem: string };

export async function readPicture(file: File): Promise<ReadPicture> {
  const name = file.name === '' ? 'the picture' : `“${file.name}”`;
  const subject = file.name === '' ? 'The file' : name;
  if (!file.type.startsWith('image/'))
    return { problem: `${subject} is not a picture. Choose a PNG, JPEG or WebP file.` };
  if (file.size > LIMIT_BYTES) return { problem: `${subject} is over 20 MB. Choose a smaller picture.` };
  const unreadable = { problem: `This browser can’t read ${name} as a picture. Try a PNG or JPEG file.` };
  const bytes = await file.arrayBuffer().catch(() => undefined);
  const size = bytes && readPictureSize(new Uint8Array(bytes));
  if (size === undefined) return unreadable;
  if (size.width * size.height > LIMIT_PIXELS) {
    return { problem: `${subject} has more than 50 million pixels. Choose a smaller picture.` };
  }
  const bitmap = await decoded(file);
  if (bitmap === undefined) return unreadable;
  try {
    const { width, height } = bitmap;
    const pixels = readPixels(bitmap, { left: 0, top: 0, width, height });
    const prepared = pixels && prepareColours(pixels);
    return prepared ? { prepared } : { problem: `Nothing stands out from the background in ${name}.` };
  } finally {
    bitmap.close();
  }
}

/** The numbers as the file has them: what browsers make of colour profiles and gamma differs. */
async function decoded(file: File): Promise<ImageBitmap | undefined> {
  const asItIs = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } as const;
  // Some older browsers take no options.
  return createImageBitmap(file, asItIs).catch(() => createImageBitmap(file).catch(() => undefined));
}
