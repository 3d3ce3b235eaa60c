/**
 * The colour scales of the matrix. The sequential one goes from the panel's own colour to a deep (on dark: a bright)
 * blue; it is bent, so that the few per cent where networks err are seen at all. The diverging one, for differences, goes
 * from orange for fewer over the panel's own colour to purple for more; these two are told apart by every kind of
 * colour-blind eye (C. Brewer and M. Harrower's PuOr).
 */

type Rgb = readonly [number, number, number];

export interface Shade {
  readonly background: string;
  readonly text: string;
  /** Contrast of the two, by WCAG 2.2. */
  readonly textContrast: number;
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
/** From no difference to the largest: ColorBrewer's PuOr, a half each. */
const LIGHT_FEWER: readonly Rgb[] = [
  [255, 255, 255],
  [254, 224, 182],
  [253, 184, 99],
  [224, 130, 20],
  [179, 88, 6],
  [127, 59, 8],
];
const LIGHT_MORE: readonly Rgb[] = [
  [255, 255, 255],
  [216, 218, 235],
  [178, 171, 210],
  [128, 115, 172],
  [84, 39, 136],
  [45, 0, 75],
];
const DARK_FEWER: readonly Rgb[] = [
  [25, 28, 33],
  [74, 44, 15],
  [122, 68, 10],
  [179, 98, 16],
  [240, 150, 60],
  [254, 208, 150],
];
const DARK_MORE: readonly Rgb[] = [
  [25, 28, 33],
  [50, 40, 84],
  [80, 62, 136],
  [122, 103, 188],
  [170, 156, 226],
  [222, 216, 250],
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

function scaleColour(value: number, stops: readonly Rgb[]): Rgb {
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

function shadeOf(background: Rgb): Shade {
  const onInk = contrast(background, INK);
  const onPaper = contrast(background, PAPER);
  return {
    background: css(background),
    text: css(onInk > onPaper ? INK : PAPER),
    textContrast: Math.max(onInk, onPaper),
  };
}

/** Background for a value of 0..1, and whichever of ink and paper reads better on it. */
export function shade(value: number, isDark: boolean): Shade {
  return shadeOf(scaleColour(value, isDark ? DARK_STOPS : LIGHT_STOPS));
}

/** The same for a difference of -1..1. */
export function shadeDifference(value: number, isDark: boolean): Shade {
  const [fewer, more] = isDark ? [DARK_FEWER, DARK_MORE] : [LIGHT_FEWER, LIGHT_MORE];
  return shadeOf(scaleColour(Math.abs(value), value < 0 ? fewer : more));
}
