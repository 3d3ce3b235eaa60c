import { IMAGE_PIXELS, IMAGE_SIDE } from '../../../core/classes.ts';

/** Values for bytes: value = byte * scale + offset. */
interface Scaling {
  readonly scale: number;
  readonly offset: number;
}

function byteAt(image: Uint8Array, x: number, y: number): number {
  if (x < 0 || x >= IMAGE_SIDE || y < 0 || y >= IMAGE_SIDE) return 0;
  return image[y * IMAGE_SIDE + x] ?? 0;
}

/**
 * Writes one image as its transform shows it. Computed in double precision and rounded once, at the end; where the map is
 * of whole numbers the weights are 0 and 1, so bytes come through as they are.
 * @param image 784 bytes
 * @param transform a row of drawTransforms
 * @param out 784 floats
 */
export function transformImage(image: Uint8Array, transform: Float32Array, scaling: Scaling, out: Float32Array): void {
  const [a = 0, b = 0, tx = 0, c = 0, d = 0, ty = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0] = transform;
  const { scale, offset } = scaling;
  for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
    const x = pixel % IMAGE_SIDE;
    const y = (pixel - x) / IMAGE_SIDE;
    const fromX = a * x + b * y + tx;
    const fromY = c * x + d * y + ty;
    const left = Math.floor(fromX);
    const top = Math.floor(fromY);
    const upperLeft = byteAt(image, left, top);
    const lowerLeft = byteAt(image, left, top + 1);
    const upper = upperLeft + (byteAt(image, left + 1, top) - upperLeft) * (fromX - left);
    const lower = lowerLeft + (byteAt(image, left + 1, top + 1) - lowerLeft) * (fromX - left);
    out[pixel] = (upper + (lower - upper) * (fromY - top)) * scale + offset;
  }
  for (let y = y0; y < y1; y++) out.fill(offset, y * IMAGE_SIDE + x0, y * IMAGE_SIDE + x1);
}
