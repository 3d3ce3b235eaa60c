import { useEffect } from 'react';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { areImagesIn } from '../state/images-in.ts';
import { sourceOf } from './ListViews.tsx';
import { useFittingRoom } from './room-context.ts';

/** A cell clicked while training finds its images here; 3.2 MB, fetched once as the images are the same each epoch. */
const IMAGES = 4096;
/** At once, so that neither engine nor page is held up. */
const AT_ONCE = 512;
/** Not while an epoch's end is being drawn. */
const AFTER_MS = 1500;

/** Fetches the first images of an evaluation, because a busy engine takes longer to answer than a person likes to wait. */
export function usePixelsAhead(shown: EvaluationRecord | undefined): void {
  const room = useFittingRoom();
  useEffect(() => {
    if (shown?.answers === undefined) return;
    const { indices } = shown.answers;
    const source = sourceOf(shown);
    let isWanted = true;
    const load = async () => {
      for (let start = 0; isWanted && start < Math.min(IMAGES, indices.length); start += AT_ONCE) {
        const part = Uint32Array.from(indices.subarray(start, start + AT_ONCE));
        if (areImagesIn(room.store.getState().dataset.shards, source, part)) await room.pixels.load(source, part);
      }
    };
    const timer = setTimeout(() => void load(), AFTER_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [room, shown]);
}
