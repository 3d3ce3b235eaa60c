import type { ShardStatus, Source } from '../protocol/messages.ts';

/** Whether all these images have arrived: pixels of others would come black. */
export function areImagesIn(shards: readonly ShardStatus[], source: Source, indices: Uint32Array): boolean {
  const ready = shards.filter((shard) => shard.source === source && shard.state === 'ready');
  return indices.every((image) =>
    ready.some(({ firstImage, imageCount }) => image >= firstImage && image < firstImage + imageCount),
  );
}
