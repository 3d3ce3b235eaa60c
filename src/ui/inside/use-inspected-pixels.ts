import { useEffect, useState } from 'react';
import type { InspectedImage } from '../../state/room-state.ts';
import { useFittingRoom } from '../room-context.ts';

/** The 784 bytes of the chosen image, once they are here. */
export function useInspectedPixels(image: InspectedImage | undefined): Uint8Array | undefined {
  const room = useFittingRoom();
  const [fetched, setFetched] = useState<{ readonly of: InspectedImage; readonly pixels: Uint8Array }>();

  useEffect(() => {
    if (image?.kind !== 'dataset') return;
    let isCurrent = true;
    void room.requestPixels(image.source, Uint32Array.of(image.index)).then((pixels) => {
      if (isCurrent && pixels !== undefined) setFetched({ of: image, pixels });
    });
    return () => {
      isCurrent = false;
    };
  }, [room, image]);

  if (image?.kind === 'own') return image.pixels;
  return fetched?.of === image ? fetched?.pixels : undefined;
}
