/** How an image's bytes become the network's input. */
export const PIXEL_SCALINGS = ['unit', 'standardise'] as const;
export type PixelScaling = (typeof PIXEL_SCALINGS)[number];

/**
 * Mean and standard deviation of byte / 255 over all pixels of the dataset's 60,000 training images. They are those of
 * the whole source, not of a run's training subset, so that runs on different subsets see the same input.
 */
export const PIXEL_MEAN = 0.2860405969887955;
export const PIXEL_DEVIATION = 0.3530242445149226;

/**
 * A scaling as value = byte * scale + offset, in double precision. `unit` is byte / 255, in 0..1; `standardise` is
 * (byte / 255 - mean) / deviation, about -0.81..2.02. Rounded to float32, `unit` gives the very bits of byte / 255.
 */
export function scalingOf(name: PixelScaling): { readonly scale: number; readonly offset: number } {
  if (name === 'unit') return { scale: 1 / 255, offset: 0 };
  return { scale: 1 / (255 * PIXEL_DEVIATION), offset: -PIXEL_MEAN / PIXEL_DEVIATION };
}
