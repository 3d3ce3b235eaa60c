/**
 * Lengths are written in pixels and shipped in rem: whoever chose a larger text in the browser gets a larger page, as by
 * zooming, media queries included. What has to fit drawings whose size is worked out in pixels stays as it is written.
 */
const PIXELS_A_REM = 16;
/** Lines and gaps thinner than this don't grow with text. */
const LEAST_PIXELS = 4;

/** Style sheets of charts that place their parts in pixels. */
const DRAWN_IN_PIXELS = /charts[\\/](curve-chart|point-cloud|reliability-diagram|schedule-curve|sparkline)[.]css$/;

const LENGTH = /(?<![\w.#-])(\d*\.?\d+)px\b/g;

/** @type {(text: string, least: number) => string} */
export function inRem(text, least) {
  return text.replace(LENGTH, (written, pixels) =>
    Number(pixels) < least ? written : `${Number((Number(pixels) / PIXELS_A_REM).toFixed(5))}rem`,
  );
}

/** A plugin of PostCSS. */
export const textScaledCss = {
  postcssPlugin: 'text-scaled-css',
  /** @param {{ value: string, source?: { input: { file?: string | undefined } } | undefined }} declaration */
  Declaration(declaration) {
    if (DRAWN_IN_PIXELS.test(declaration.source?.input.file ?? '') || !declaration.value.includes('px')) return;
    const value = inRem(declaration.value, LEAST_PIXELS);
    if (value !== declaration.value) declaration.value = value;
  },
  AtRule: {
    /** @param {{ params: string }} rule */
    media(rule) {
      const params = inRem(rule.params, 0);
      if (params !== rule.params) rule.params = params;
    },
  },
};
