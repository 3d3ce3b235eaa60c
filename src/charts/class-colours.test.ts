import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { CLASS_COLOURS } from './class-colours.ts';
import { markShape } from './point-marks.ts';

/**
 * How colours are seen, on linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for
 * simulation of color vision deficiency", 2009, severity 1.0.
 */
const VISIONS = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** OKLab (B. Ottosson, https://bottosson.github.io/posts/oklab/): distances in it are about as large as they look. */
const TO_CONES = [
  0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376,
  0.6299787005,
];
const TO_LAB = [
  0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
  -0.808675766,
];

function linear(colour: string): number[] {
  return [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
}

function times(matrix: readonly number[], vector: readonly number[]): number[] {
  return [0, 1, 2].map((row) =>
    vector.reduce((sum, value, column) => sum + value * (matrix[3 * row + column] ?? 0), 0),
  );
}

function seen(colour: string, vision: readonly number[]): number[] {
  const light = times(vision, linear(colour)).map((value) => Math.min(1, Math.max(0, value)));
  return times(TO_LAB, times(TO_CONES, light).map(Math.cbrt));
}

function contrast(colour: string, ground: string): number {
  const [one = 0, other = 0] = [colour, ground]
    .map((each) => times([0.2126, 0.7152, 0.0722, 0, 0, 0, 0, 0, 0], linear(each))[0] ?? 0)
    .sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05);
}

describe.each([
  ['light', '#ffffff', 2.2],
  ['dark', '#191c21', 2.9],
] as const)('class colours on a %s ground', (scheme, ground, least) => {
  const colours = CLASS_COLOURS[scheme];

  it('are one a class, and stand out from the ground', () => {
    expect(colours).toHaveLength(CLASS_COUNT);
    for (const colour of colours) expect(contrast(colour, ground)).toBeGreaterThan(least);
  });

  // Petroff's ten (https://arxiv.org/abs/2107.02270), chosen for the same purpose, come to 0.061 by this measure.
  it.each(Object.entries(VISIONS))('differ from each other with %s', (_, vision) => {
    for (const [label, colour] of colours.entries()) {
      for (const other of colours.slice(label + 1)) {
        const [one, two] = [seen(colour, vision), seen(other, vision)];
        expect(Math.hypot(...one.map((value, axis) => value - (two[axis] ?? 0)))).toBeGreaterThan(0.085);
      }
    }
  });
});

it('gives tops, footwear and others a shape each', () => {
  expect([0, 6, 9, 5, 1, 8].map(markShape)).toEqual(['circle', 'circle', 'triangle', 'triangle', 'square', 'square']);
});
