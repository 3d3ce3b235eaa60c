import { z } from 'zod';
import { CLASS_COUNT, IMAGE_SIDE } from '../../core/classes.ts';
import type { Source } from '../../protocol/messages.ts';

/** The dataset's table of contents, `manifest.json`, as `npm run sprites` writes it. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A plain file name: a manifest cannot point outside its own folder. */
const fileName = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);

const shardSchema = z.object({
  file: fileName,
  firstImage: z.int().min(0).max(1_000_000),
  imageCount: z.int().min(1).max(20_000),
  /** Size of the file. */
  bytes: z.int().min(1).max(16_000_000),
  /** Of the decoded pixels, image after image, row by row. */
  sha256,
});
export type ShardEntry = z.infer<typeof shardSchema>;

const sourceSchema = z
  .object({
    labels: z.object({ file: fileName, sha256 }),
    shards: z.array(shardSchema).min(1).max(64),
  })
  .refine(
    ({ shards }) => shards.every((shard, index) => shard.firstImage === (index === 0 ? 0 : endOf(shards[index - 1]))),
    'the shards do not follow each other without a gap',
  );

function endOf(shard: ShardEntry | undefined): number {
  return shard === undefined ? 0 : shard.firstImage + shard.imageCount;
}

export const manifestSchema = z.object({
  version: z.literal(1),
  source: z.string(),
  licence: z.string(),
  classes: z.array(z.string()).length(CLASS_COUNT),
  columns: z.int().min(1).max(1000),
  rows: z.int().min(1).max(1000),
  imageSide: z.literal(IMAGE_SIDE),
  train: sourceSchema,
  test: sourceSchema,
});
export type Manifest = z.infer<typeof manifestSchema>;

/** How many images a source has. */
export function imageCountOf(manifest: Manifest, source: Source): number {
  return endOf(manifest[source].shards.at(-1));
}
