import { expect, it } from 'vitest';
import { reliabilitySvg } from './reliability-export.ts';

it.each([
  [0, 0],
  [0, Number.NaN],
  [12, Number.NaN],
])(
  'a calibration picture with %d answers of confidence %d has no bar of a height that is no number',
  (images, confidence) => {
    const bins = [0, 0.5].map((from) => ({ from, to: from + 0.5, images, confidence, accuracy: 0.5 }));
    const svg = reliabilitySvg(bins, { title: 'Calibration', subtitle: 'none' });
    expect(svg).not.toContain('NaN');
    expect(svg).toContain('Share of images, by confidence');
  },
);
