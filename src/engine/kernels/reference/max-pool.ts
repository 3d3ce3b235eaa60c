import { type PoolShape, poolAxis } from '../wasm/max-pool.ts';

/** Index into x of each output's maximum: the first one, row by row. */
function maxPoolSources(x: ArrayLike<number>, shape: PoolShape): Int32Array {
  const { batch, height, width, channels, size, stride } = shape;
  const [outHeight, top] = poolAxis(height, shape);
  const [outWidth, left] = poolAxis(width, shape);
  const sources = new Int32Array(batch * outHeight * outWidth * channels);
  let output = 0;
  for (let image = 0; image < batch; image++) {
    for (let outY = 0; outY < outHeight; outY++) {
      for (let outX = 0; outX < outWidth; outX++) {
        for (let channel = 0; channel < channels; channel++) {
          let best = Number.NEGATIVE_INFINITY;
          for (let y = outY * stride - top; y < outY * stride - top + size; y++) {
            for (let column = outX * stride - left; column < outX * stride - left + size; column++) {
              if (y < 0 || y >= height || column < 0 || column >= width) continue;
              const index = ((image * height + y) * width + column) * channels + channel;
              const value = x[index] ?? Number.NaN;
              if (value > best) {
                best = value;
                sources[output] = index;
              }
            }
          }
          output++;
        }
      }
    }
  }
  return sources;
}

export function maxPool(x: ArrayLike<number>, shape: PoolShape): Float64Array {
  return Float64Array.from(maxPoolSources(x, shape), (source) => x[source] ?? Number.NaN);
}

export function maxPoolGradient(x: ArrayLike<number>, dy: ArrayLike<number>, shape: PoolShape): Float64Array {
  const dx = new Float64Array(x.length);
  maxPoolSources(x, shape).forEach((source, output) => {
    dx[source] = (dx[source] ?? Number.NaN) + (dy[output] ?? Number.NaN);
  });
  return dx;
}
