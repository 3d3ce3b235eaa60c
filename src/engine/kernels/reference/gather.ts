import { TRANSFORM_FLOATS } from '../../../core/augmentation.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../../core/classes.ts';
import { PIXEL_DEVIATION, PIXEL_MEAN, type PixelScaling } from '../../../core/pixel-scaling.ts';

/**
 * The images by their indices, scaled. With transforms (a row an image, see drawTransforms), an output pixel is the sum
 * of all the image's pixels, each weighted by how near the point shown is to it on both axes: 1 at the pixel, 0 from a
 * distance of 1 on.
 * @returns [indices, 784]
 */
export function gather(
  images: Uint8Array,
  indices: ArrayLike<number>,
  scaling: PixelScaling = 'unit',
  transforms?: Float32Array,
): Float64Array {
  return Float64Array.from({ length: indices.length * IMAGE_PIXELS }, (_, index) => {
    const position = Math.floor(index / IMAGE_PIXELS);
    const x = index % IMAGE_SIDE;
    const y = Math.floor(index / IMAGE_SIDE) % IMAGE_SIDE;
    const first = (indices[position] ?? Number.NaN) * IMAGE_PIXELS;
    const image = images.subarray(first, first + IMAGE_PIXELS);
    const row = transforms?.subarray(position * TRANSFORM_FLOATS, (position + 1) * TRANSFORM_FLOATS);
    const byte = row === undefined ? (image[y * IMAGE_SIDE + x] ?? Number.NaN) : transformed(image, x, y, row);
    return scaling === 'unit' ? byte / 255 : (byte / 255 - PIXEL_MEAN) / PIXEL_DEVIATION;
  });
}

function transformed(image: Uint8Array, x: number, y: number, row: Float32Array): number {
  const [a = 0, b = 0, tx = 0, c = 0, d = 0, ty = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0] = row;
  if (x >= x0 && x < x1 && y >= y0 && y < y1) return 0;
  const near = (distance: number): number => Math.max(0, 1 - Math.abs(distance));
  return image.reduce((sum, byte, pixel) => {
    const across = near(a * x + b * y + tx - (pixel % IMAGE_SIDE));
    const down = near(c * x + d * y + ty - Math.floor(pixel / IMAGE_SIDE));
    return sum + byte * across * down;
  }, 0);
}
