/** dz = dy where y > 0, else 0. */
export function reluGradient(y: ArrayLike<number>, dy: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: dy.length }, (_, index) => ((y[index] ?? Number.NaN) > 0 ? (dy[index] ?? 0) : 0));
}

/** Column sums of [.., channels]. */
export function biasGradient(dz: ArrayLike<number>, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  for (let index = 0; index < dz.length; index++) {
    sums[index % channels] = (sums[index % channels] ?? Number.NaN) + (dz[index] ?? Number.NaN);
  }
  return sums;
}
