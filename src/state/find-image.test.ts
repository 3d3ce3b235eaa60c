import { describe, expect, it } from 'vitest';
import { answerPosition, IMAGE_COUNTS, imageProblem } from './find-image.ts';
import { type DatasetState, NO_DATASET } from './room-state.ts';

const SHARD = { name: 'a.png', imageCount: 5000, loadedBytes: 0, totalBytes: 1 } as const;

/** Two parts of the training images and one of the test images are known. */
const DATASET: DatasetState = {
  ...NO_DATASET,
  shards: [
    { ...SHARD, source: 'train', index: 0, firstImage: 0, state: 'ready' },
    { ...SHARD, source: 'train', index: 1, firstImage: 5000, state: 'failed' },
    { ...SHARD, source: 'train', index: 2, firstImage: 10_000, state: 'loading' },
    { ...SHARD, source: 'test', index: 0, firstImage: 0, state: 'ready' },
  ],
};

describe('an image by its number', () => {
  it.each([
    ['train', 0, undefined],
    ['train', 4999, undefined],
    ['test', 4999, undefined],
    ['train', 5000, 'failed'],
    ['train', 10_000, 'coming'],
    ['test', 5000, 'coming'],
    ['train', 59_999, 'coming'],
    ['train', 60_000, 'outside'],
    ['test', 10_000, 'outside'],
    ['train', -1, 'outside'],
    ['train', 1.5, 'no-number'],
    ['train', Number.NaN, 'no-number'],
    ['train', Number.POSITIVE_INFINITY, 'no-number'],
  ] as const)('%s image %d: %s', (source, index, problem) => {
    expect(imageProblem(DATASET, source, index)).toBe(problem);
  });

  it('is on its way before anything of the dataset is known, and failed when that failed', () => {
    expect(imageProblem(NO_DATASET, 'train', 45_592)).toBe('coming');
    const fault = { code: 'manifest-unreachable', message: '404' } as const;
    expect(imageProblem({ ...NO_DATASET, fault }, 'train', 45_592)).toBe('failed');
  });

  it('has as many of them as the dataset', () => {
    expect(IMAGE_COUNTS).toEqual({ train: 60_000, test: 10_000 });
  });

  it('is found among the answers of an evaluation, or not', () => {
    const answers = {
      indices: Uint32Array.of(3, 45_592, 59_999),
      actual: new Uint8Array(3),
      predicted: new Uint8Array(3),
      probabilities: new Uint16Array(30),
    };
    expect(answerPosition(answers, 45_592)).toBe(1);
    expect(answerPosition(answers, 4)).toBeUndefined();
  });
});
