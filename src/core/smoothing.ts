/**
 * An exponential moving average, each value divided by the weight it has gathered so far: without that the first values
 * would lean towards 0, where the average starts. TensorBoard's smoothing (`resmoothDataset` of its line chart); the
 * correction is Adam's (Kingma & Ba 2015, section 3).
 *
 * A value that is not finite stays as it is and is left out of the average.
 * @param weight how much of the average so far each value keeps, 0 (nothing is smoothed) to below 1
 */
export function smoothSeries(values: ArrayLike<number>, weight: number): Float32Array {
  if (!(weight >= 0 && weight < 1)) throw new RangeError(`a smoothing weight is 0 to below 1, not ${weight}`);
  const smoothed = new Float32Array(values.length);
  let average = 0;
  /** `weight` to the power of the values averaged: the share of the average that is still its start. */
  let startShare = 1;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    if (Number.isFinite(value)) {
      average = weight * average + (1 - weight) * value;
      startShare *= weight;
      smoothed[index] = average / (1 - startShare);
    } else smoothed[index] = value;
  }
  return smoothed;
}
