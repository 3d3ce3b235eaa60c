import { decode } from 'fast-png';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../core/classes.ts';
import { asFault, FaultError } from '../../protocol/faults.ts';

/**
 * Unpacks a sprite sheet: 8-bit greyscale, tiles of 28x28 in reading order.
 * No canvas is involved: several browsers add noise to canvas read-back against fingerprinting, which would change the
 * pixels without a word.
 * @returns imageCount * 784 bytes, image after image, row by row
 * @throws FaultError `shard-undecodable`
 */
export function decodeSprite(file: Uint8Array, imageCount: number, columns: number): Uint8Array {
  const sheet = decodeGreyscale(file);
  const rows = Math.ceil(imageCount / columns);
  if (sheet.width < columns * IMAGE_SIDE || sheet.height < rows * IMAGE_SIDE) {
    throw new FaultError(
      'shard-undecodable',
      `a sheet of ${sheet.width}x${sheet.height} cannot hold ${imageCount} images`,
    );
  }
  const pixels = new Uint8Array(imageCount * IMAGE_PIXELS);
  for (let image = 0; image < imageCount; image++) {
    const left = (image % columns) * IMAGE_SIDE;
    const top = Math.floor(image / columns) * IMAGE_SIDE;
    for (let row = 0; row < IMAGE_SIDE; row++) {
      const start = (top + row) * sheet.width + left;
      pixels.set(sheet.bytes.subarray(start, start + IMAGE_SIDE), image * IMAGE_PIXELS + row * IMAGE_SIDE);
    }
  }
  return pixels;
}

function decodeGreyscale(file: Uint8Array): { width: number; height: number; bytes: Uint8Array } {
  try {
    const { width, height, channels, depth, data } = decode(file);
    if (channels !== 1 || depth !== 8 || !(data instanceof Uint8Array)) {
      throw new FaultError('shard-undecodable', `expected 8-bit greyscale, not ${channels} channels of ${depth} bits`);
    }
    return { width, height, bytes: data };
  } catch (error) {
    throw new FaultError('shard-undecodable', asFault(error).message, { cause: error });
  }
}
