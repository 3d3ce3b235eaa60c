/**
 * Strokes too thin for 28 pixels: a pen's line in a photograph of 3,000 pixels is a tenth of one of them, and its average
 * with the paper is nothing. They are made as wide as a pixel and a half, and as dark as their ink.
 */

/** Greys row by row; 0 is the background and 255 the farthest from it. */
export interface Greys {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** In pixels that are left in the end. */
const KEPT_WIDTH = 1.5;
/** Ink is as dark as the darkest tenth of it; what is fainter than this share of the range is not made darker than that allows. */
const FAINTEST_INK = 0.15 * 255;

/**
 * @param isInk for each pixel, whether it is part of the thing
 * @param pixel how many of these pixels make one in the end
 */
export function withThinStrokes(greys: Greys, isInk: Uint8Array, pixel: number): Greys {
  const thin = thinParts(greys, isInk, pixel);
  if (thin.length === 0) return greys;
  const widths = strokeWidths(greys, isInk);
  const typical = median(thin.map((at) => widths[at] ?? 0));
  const radius = Math.ceil((KEPT_WIDTH * pixel - typical) / 2);
  const inks = thin.map((at) => greys.values[at] ?? 0).sort((a, b) => a - b);
  const gain = 255 / Math.max(FAINTEST_INK, inks[Math.floor(0.9 * inks.length)] ?? 255);
  const strokes = padded({ ...greys, values: new Float32Array(greys.values.length) }, radius);
  const whole = padded(greys, radius);
  for (const at of thin) {
    const row = Math.floor(at / greys.width) + radius;
    const column = (at % greys.width) + radius;
    strokes.values[row * strokes.width + column] = Math.min(255, (greys.values[at] ?? 0) * gain);
  }
  const widened = widenedDown(widenedAcross(strokes, radius), radius);
  return { ...whole, values: whole.values.map((value, at) => Math.max(value, widened.values[at] ?? 0)) };
}

/** Where no square of a pixel fits in, nor near: the round end of a wide stroke and the hem of a garment are not thin. */
function thinParts({ width, height }: Greys, isInk: Uint8Array, pixel: number): number[] {
  const room = Math.floor(pixel / 2);
  const wide = width + 2;
  // With a margin of paper, so that no neighbour is missing.
  const depths = new Int32Array(wide * (height + 2));
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      depths[(row + 1) * wide + column + 1] = isInk[row * width + column] === 1 ? FAR : 0;
    }
  }
  countSteps(depths, wide);
  const aways = depths.map((depth) => (depth > room ? 0 : FAR));
  countSteps(aways, wide);
  const thin: number[] = [];
  for (const [at, ink] of isInk.entries()) {
    if (ink === 1 && (aways[(Math.floor(at / width) + 1) * wide + (at % width) + 1] ?? 0) > room + pixel) thin.push(at);
  }
  return thin;
}

/** More steps than any picture has. */
const FAR = 1 << 20;

/**
 * How many steps, straight or diagonal, lie from each place to the next 0, in two looks at all of them (Rosenfeld & Pfaltz
 * 1966, "Sequential operations in digital picture processing"). The margin stays as it is.
 */
function countSteps(steps: Int32Array, wide: number): void {
  const last = steps.length - wide - 1;
  for (let at = wide + 1; at < last; at++) {
    const here = steps[at] ?? 0;
    if (here === 0 || at % wide === 0 || at % wide === wide - 1) continue;
    const above = at - wide;
    const near = Math.min(steps[at - 1] ?? 0, steps[above - 1] ?? 0, steps[above] ?? 0, steps[above + 1] ?? 0);
    if (near + 1 < here) steps[at] = near + 1;
  }
  for (let at = last - 1; at > wide; at--) {
    const here = steps[at] ?? 0;
    if (here === 0 || at % wide === 0 || at % wide === wide - 1) continue;
    const below = at + wide;
    const near = Math.min(steps[at + 1] ?? 0, steps[below - 1] ?? 0, steps[below] ?? 0, steps[below + 1] ?? 0);
    if (near + 1 < here) steps[at] = near + 1;
  }
}

function median(values: number[]): number {
  const sorted = Int32Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Of each pixel of the thing, how wide it is there: along its row or its column, whichever is less. */
function strokeWidths({ width, height }: Greys, isInk: Uint8Array): Int32Array {
  const widths = new Int32Array(isInk.length);
  const measure = (starts: number, between: number, length: number, step: number) => {
    for (let line = 0; line < starts; line++) {
      const start = line * between;
      for (let at = 0; at < length; ) {
        let end = at;
        while (end < length && isInk[start + end * step] === 1) end++;
        for (let inside = at; inside < end; inside++) {
          const place = start + inside * step;
          const before = widths[place] ?? 0;
          widths[place] = before === 0 ? end - at : Math.min(before, end - at);
        }
        at = end + 1;
      }
    }
  };
  measure(height, width, width, 1);
  measure(width, 1, height, width);
  return widths;
}

/** Room for strokes to become wider at the edge. */
function padded({ width, height, values }: Greys, margin: number): Greys {
  const wide = width + 2 * margin;
  const room = new Float32Array(wide * (height + 2 * margin));
  for (let row = 0; row < height; row++) {
    room.set(values.subarray(row * width, (row + 1) * width), (row + margin) * wide + margin);
  }
  return { width: wide, height: height + 2 * margin, values: room };
}

function widenedAcross(greys: Greys, radius: number): Greys {
  return { ...greys, values: largestNear(greys.values, greys.height, greys.width, greys.width, 1, radius) };
}

function widenedDown(greys: Greys, radius: number): Greys {
  return { ...greys, values: largestNear(greys.values, greys.width, 1, greys.height, greys.width, radius) };
}

/**
 * The largest value within `radius` along each line, in two looks at each whatever the radius (van Herk 1992, "A fast
 * algorithm for local minimum and maximum filters on rectangular and octagonal kernels").
 */
function largestNear(
  values: Float32Array,
  lines: number,
  between: number,
  length: number,
  step: number,
  radius: number,
): Float32Array {
  const window = 2 * radius + 1;
  const result = new Float32Array(values.length);
  const rounded = Math.ceil((length + 2 * radius) / window) * window;
  const [ahead, behind] = [new Float32Array(rounded), new Float32Array(rounded)];
  for (let line = 0; line < lines; line++) {
    const start = line * between;
    const at = (place: number): number =>
      place < radius || place >= length + radius ? 0 : (values[start + (place - radius) * step] ?? 0);
    for (let place = 0; place < rounded; place++) {
      const before = place % window === 0 ? 0 : (ahead[place - 1] ?? 0);
      ahead[place] = Math.max(before, at(place));
      const back = rounded - 1 - place;
      const after = (back + 1) % window === 0 ? 0 : (behind[back + 1] ?? 0);
      behind[back] = Math.max(after, at(back));
    }
    for (let place = 0; place < length; place++) {
      result[start + place * step] = Math.max(behind[place] ?? 0, ahead[place + window - 1] ?? 0);
    }
  }
  return result;
}
