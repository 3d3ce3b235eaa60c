/**
 * Colours of values with a sign: orange above 0, blue below, white at 0; ColorBrewer's PuOr with a bluer end, told apart by
 * people of every kind of colour vision.
 */

export type Rgb = readonly [number, number, number];

const ABOVE: Rgb = [213, 94, 0];
const BELOW: Rgb = [0, 90, 160];
const ZERO: Rgb = [247, 247, 247];

/** @param share of the largest magnitude, -1..1; what is no number counts as 0 */
export function signedColour(share: number): Rgb {
  const strength = Math.min(1, Math.abs(share)) || 0;
  const end = share > 0 ? ABOVE : BELOW;
  const channel = (index: 0 | 1 | 2) => Math.round(ZERO[index] + (end[index] - ZERO[index]) * strength);
  return [channel(0), channel(1), channel(2)];
}

/** The same hues to lay over an image, where 0 lets it through: red, green, blue and opacity, 0..255. */
export function overlayColour(share: number): readonly [number, number, number, number] {
  const strength = Math.min(1, Math.abs(share)) || 0;
  return [...(share > 0 ? ABOVE : BELOW), Math.round(215 * strength)];
}
