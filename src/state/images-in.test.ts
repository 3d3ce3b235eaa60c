import { describe, expect, it } from 'vitest';
import type { ShardStatus } from '../protocol/messages.ts';
import { areImagesIn } from './images-in.ts';

const shard = (index: number, state: ShardStatus['state']): ShardStatus => ({
  source: 'train',
  index,
  name: `train-0${index}.png`,
  firstImage: index * 10,
  imageCount: 10,
  state,
  loadedBytes: 0,
  totalBytes: 1,
});

describe('areImagesIn', () => {
  const shards = [shard(0, 'ready'), shard(1, 'loading')];

  it('wants every image in a shard that is ready', () => {
    expect(areImagesIn(shards, 'train', Uint32Array.of(0, 9))).toBe(true);
    expect(areImagesIn(shards, 'train', Uint32Array.of(0, 10))).toBe(false);
  });

  it('does not take a train shard for a test shard', () => {
    expect(areImagesIn(shards, 'test', Uint32Array.of(0))).toBe(false);
  });
});
