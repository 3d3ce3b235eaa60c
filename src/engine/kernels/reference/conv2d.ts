import type { Conv2dShape } from '../wasm/conv2d.ts';

/** Stride-1 convolution by its definition, summed in float64. */

function forEachProduct(
  shape: Conv2dShape,
  visit: (outPixel: number, inPixel: number, tap: number) => void,
): { outHeight: number; outWidth: number } {
  const { batch, height, width, size } = shape;
  const pad = shape.padding === 'same' ? (size - 1) / 2 : 0;
  const outHeight = height + 2 * pad - size + 1;
  const outWidth = width + 2 * pad - size + 1;
  for (let image = 0; image < batch; image++) {
    for (let outY = 0; outY < outHeight; outY++) {
      for (let outX = 0; outX < outWidth; outX++) {
        for (let tapY = 0; tapY < size; tapY++) {
          for (let tapX = 0; tapX < size; tapX++) {
            const inY = outY + tapY - pad;
            const inX = outX + tapX - pad;
            if (inY < 0 || inY >= height || inX < 0 || inX >= width) continue;
            visit(
              (image * outHeight + outY) * outWidth + outX,
              (image * height + inY) * width + inX,
              tapY * size + tapX,
            );
          }
        }
      }
    }
  }
  return { outHeight, outWidth };
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

/** [batch, outHeight, outWidth, out] */
export function conv2d(
  x: ArrayLike<number>,
  filter: ArrayLike<number>,
  bias: ArrayLike<number>,
  shape: Conv2dShape,
  relu: boolean,
): Float64Array {
  const { inputChannels, outputChannels, batch, height, width, size } = shape;
  const cut = shape.padding === 'same' ? 0 : size - 1;
  const y = new Float64Array(batch * (height - cut) * (width - cut) * outputChannels);
  forEachProduct(shape, (outPixel, inPixel, tap) => {
    for (let i = 0; i < inputChannels; i++) {
      for (let o = 0; o < outputChannels; o++) {
        const index = outPixel * outputChannels + o;
        y[index] =
          at(y, index) +
          at(x, inPixel * inputChannels + i) * at(filter, (tap * inputChannels + i) * outputChannels + o);
      }
    }
  });
  return y.map((sum, index) => {
    const value = sum + at(bias, index % outputChannels);
    return relu ? Math.max(0, value) : value;
  });
}

/** From dz, the gradient before ReLU. */
export function conv2dGradients(
  x: ArrayLike<number>,
  filter: ArrayLike<number>,
  dz: ArrayLike<number>,
  shape: Conv2dShape,
): { dx: Float64Array; dFilter: Float64Array; dBias: Float64Array } {
  const { inputChannels, outputChannels } = shape;
  const dx = new Float64Array(x.length);
  const dFilter = new Float64Array(filter.length);
  const dBias = new Float64Array(outputChannels);
  forEachProduct(shape, (outPixel, inPixel, tap) => {
    for (let i = 0; i < inputChannels; i++) {
      for (let o = 0; o < outputChannels; o++) {
        const gradient = at(dz, outPixel * outputChannels + o);
        const source = inPixel * inputChannels + i;
        const weight = (tap * inputChannels + i) * outputChannels + o;
        dx[source] = at(dx, source) + gradient * at(filter, weight);
        dFilter[weight] = at(dFilter, weight) + gradient * at(x, source);
      }
    }
  });
  for (let index = 0; index < dz.length; index++) {
    dBias[index % outputChannels] = at(dBias, index % outputChannels) + at(dz, index);
  }
  return { dx, dFilter, dBias };
}
