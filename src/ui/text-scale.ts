/** How much larger than usual the browser's text is, for sizes that are worked out in pixels beside text. */
export function textScale(): number {
  const pixels = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(pixels) && pixels > 0 ? pixels / 16 : 1;
}
