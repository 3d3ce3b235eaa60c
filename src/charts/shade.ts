/**
 * The one sequential colour scale of the matrix, from the panel's own colour to a deep (on dark: a bright) blue. It is
 * bent, so that the few per cent where networks err are seen at all; its ends are fixed, so matrices compare.
 */

type Rgb = readonly [number, number, number];

export interface Shade {
  readonly background: string;
  readonly text: string;
}

/** ColorBrewer's Blues. */
const LIGHT_STOPS: readonly Rgb[] = [
  [255, 255, 255],
  [222, 235, 247],
  [198, 219, 239],
  [158, 202, 225],
  [107, 174, 214],
  [66, 146, 198],
  [33, 113, 181],
  [8, 81, 156],
  [8, 48, 107],
];
const DARK_STOPS: readonly Rgb[] = [
  [25, 28, 33],
  [24, 47, 74],
  [26, 68, 110],
  [29, 94, 150],
  [48, 126, 188],
  [98, 165, 216],
  [156, 202, 235],
  [214, 235, 250],
];
/** Pure, since only black and white together reach a contrast of 4.5 on every colour. */
const INK: Rgb = [0, 0, 0];
const PAPER: Rgb = [255, 255, 255];

/** Below 1: low shares get more of the scale. */
const BEND = 0.65;

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [channel(0), channel(1), channel(2)];
}

function scaleColour(value: number, isDark: boolean): Rgb {
  const stops = isDark ? DARK_STOPS : LIGHT_STOPS;
  const position = Math.min(1, Math.max(0, value)) ** BEND * (stops.length - 1);
  const below = Math.floor(position);
  const from = stops[below] ?? INK;
  return mix(from, stops[below + 1] ?? from, position - below);
}

/** Relative luminance of WCAG 2.2. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (byte: number) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const css = ([red, green, blue]: Rgb) => `rgb(${red}, ${green}, ${blue})`;

/** Background for a value of 0..1, and whichever of ink and paper reads better on it. */
export function shade(value: number, isDark: boolean): Shade & { readonly textContrast: number } {
  const background = scaleColour(value, isDark);
  const onInk = contrast(background, INK);
  const onPaper = contrast(background, PAPER);
  return {
    background: css(background),
    text: css(onInk > onPaper ? INK : PAPER),
    textContrast: Math.max(onInk, onPaper),
  };
}
