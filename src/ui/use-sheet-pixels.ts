import { useEffect, useState } from 'react';
import type { Positions } from '../state/image-lists.ts';
import { areImagesIn } from '../state/images-in.ts';
import type { Source } from '../state/room-state.ts';
import { useFittingRoom, useRoom } from './room-context.ts';

interface DrawnSheet {
  readonly pixels: Uint8Array;
  readonly count: number;
  readonly firstRow: number;
  /** Of the list and the rows asked for; otherwise of those before, until theirs arrive. */
  readonly isCurrent: boolean;
}

/** Images of a list fetched once it has stayed on screen for a moment, so that scrolling never waits for the engine. */
const AHEAD = 1000;
const AHEAD_AFTER_MS = 400;

/**
 * Pixels of the images near those in sight.
 * @param images the whole list
 * @param near the part wanted now; undefined before the sheet knows its size
 */
export function useSheetPixels(
  source: Source,
  images: Positions,
  near: Positions | undefined,
  firstRow: number,
): DrawnSheet | undefined {
  const room = useFittingRoom();
  // A worker that was replaced has to load the images again.
  const areIn = useRoom(({ dataset }) => near !== undefined && areImagesIn(dataset.shards, source, near));
  const [drawn, setDrawn] = useState<DrawnSheet & { readonly near: Positions }>();

  useEffect(() => {
    if (near === undefined) return;
    const show = (pixels: Uint8Array | undefined) => {
      if (pixels) setDrawn({ pixels, count: near.length, firstRow, isCurrent: true, near });
    };
    const known = room.pixels.get(source, near);
    if (known !== undefined) return show(known);
    if (!areIn) return;
    let isWanted = true;
    void room.pixels.fetch(source, near).then((pixels) => {
      if (isWanted) show(pixels);
    });
    return () => {
      isWanted = false;
    };
  }, [room, source, near, firstRow, areIn]);

  useEffect(() => {
    const timer = setTimeout(() => {
      const ahead = images.slice(0, AHEAD);
      if (areImagesIn(room.store.getState().dataset.shards, source, ahead)) void room.pixels.load(source, ahead);
    }, AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [room, source, images]);

  return drawn && { ...drawn, isCurrent: drawn.near === near };
}
