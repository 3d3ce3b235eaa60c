import type { Answers } from './evaluation-record.ts';
import type { DatasetState, Source } from './room-state.ts';

/** One image of the dataset by its number, counted from 0 in the file it is in. */

export const IMAGE_COUNTS: Readonly<Record<Source, number>> = { train: 60_000, test: 10_000 };

/**
 * - `no-number`: no whole number
 * - `outside`: the dataset ends before it
 * - `coming`: its part of the dataset is still on its way
 * - `failed`: its part could not be loaded
 */
export type ImageProblem = 'no-number' | 'outside' | 'coming' | 'failed';

/** Why an image can't be shown; undefined when it can. */
export function imageProblem({ shards, fault }: DatasetState, source: Source, index: number): ImageProblem | undefined {
  if (!Number.isInteger(index)) return 'no-number';
  if (index < 0 || index >= IMAGE_COUNTS[source]) return 'outside';
  const shard = shards.find(
    (candidate) =>
      candidate.source === source &&
      index >= candidate.firstImage &&
      index < candidate.firstImage + candidate.imageCount,
  );
  if (shard?.state === 'ready') return undefined;
  return shard?.state === 'failed' || (shard === undefined && fault !== undefined) ? 'failed' : 'coming';
}

/** Where an image is in the answers of an evaluation; undefined when it was not measured there. */
export function answerPosition({ indices }: Answers, index: number): number | undefined {
  const position = indices.indexOf(index);
  return position < 0 ? undefined : position;
}
