import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noisyLabels } from './label-noise.ts';

const labels = new Uint8Array(readFileSync(new URL('../../public/data/train-labels.bin', import.meta.url)));

function changedImages(noisy: Uint8Array): number[] {
  return [...noisy.keys()].filter((image) => noisy[image] !== labels[image]);
}

describe('noisyLabels', () => {
  it('gives the very labels back without noise, and leaves them as they are with it', () => {
    const before = labels.slice();
    expect(noisyLabels(labels, 0, 1)).toBe(labels);
    noisyLabels(labels, 1, 1);
    expect(labels).toEqual(before);
  });

  it('makes every label wrong at 100%, and about as many as were asked for at 40%', () => {
    expect(changedImages(noisyLabels(labels, 1, 1))).toHaveLength(60_000);
    // 24,000 expected; five standard deviations of a binomial are 600.
    expect(Math.abs(changedImages(noisyLabels(labels, 0.4, 1)).length - 24_000)).toBeLessThan(600);
  });

  it('puts the nine other classes in the place of a label equally often', () => {
    const noisy = noisyLabels(labels, 1, 3);
    for (let actual = 0; actual < 10; actual++) {
      const counts = new Array<number>(10).fill(0);
      for (const [image, label] of noisy.entries()) {
        if (labels[image] === actual) counts[label] = (counts[label] ?? 0) + 1;
      }
      expect(counts[actual]).toBe(0);
      // 6,000 / 9 expected in each; five standard deviations are 122.
      for (const [label, count] of counts.entries())
        if (label !== actual) expect(Math.abs(count - 6000 / 9)).toBeLessThan(122);
    }
  });

  it('changes the same labels in the same way and more when there is more noise', () => {
    const little = noisyLabels(labels, 0.1, 5);
    const much = noisyLabels(labels, 0.5, 5);
    for (const image of changedImages(little)) expect(much[image]).toBe(little[image]);
  });

  it('depends on the seed and on nothing else', () => {
    expect(noisyLabels(labels, 0.3, 5)).toEqual(noisyLabels(labels, 0.3, 5));
    expect(noisyLabels(labels, 0.3, 6)).not.toEqual(noisyLabels(labels, 0.3, 5));
    expect(noisyLabels(labels.subarray(0, 100), 0.3, 5)).toEqual(noisyLabels(labels, 0.3, 5).subarray(0, 100));
  });
});
