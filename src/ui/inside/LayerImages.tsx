import { useElementSize, useIntersection, useMergedRef } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { pixelWord } from '../../charts/pixel-word.ts';
import { signedColour } from '../../charts/signed-colour.ts';
import { TILE_FRAME, TileCanvas, type TileCanvasProps } from '../../charts/TileCanvas.tsx';
import type { FeatureMaps, Filters } from '../../state/room-state.ts';
import { largestMagnitude } from './overlay-of.ts';

/** About so many CSS pixels a tile is wide. */
const MAP_SIDE = 44;
const FILTER_SIDE = 20;
const UNIT_SIDE = 10;

interface TileSheetProps extends Omit<TileCanvasProps, 'columns' | 'zoom' | 'isSeen'> {
  /** About so many CSS pixels a tile is to be wide. */
  readonly wantedSide: number;
}

/** As many tiles side by side as there is room for. */
function TileSheet({ wantedSide, ...tiles }: TileSheetProps) {
  const { ref: sized, width: room } = useElementSize();
  const { ref: watched, entry } = useIntersection();
  const ref = useMergedRef(sized, watched);
  const zoom = Math.max(1, Math.round(wantedSide / tiles.width));
  const columns = Math.max(1, Math.floor(room / (tiles.width * zoom + 2 * TILE_FRAME)));
  return (
    <div ref={ref} className="layer-sheet">
      {room > 0 && <TileCanvas {...tiles} columns={columns} zoom={zoom} isSeen={entry?.isIntersecting === true} />}
    </div>
  );
}

export function MapImages({ maps, label }: { readonly maps: FeatureMaps; readonly label: string }) {
  const { bytes, height, width, shown } = maps;
  const colourAt = useCallback(
    (index: number) => {
      const grey = bytes[index] ?? 0;
      return pixelWord(grey, grey, grey);
    },
    [bytes],
  );
  return (
    <TileSheet
      count={shown}
      height={height}
      width={width}
      wantedSide={width === 1 ? UNIT_SIDE : MAP_SIDE}
      colourAt={colourAt}
      label={label}
    />
  );
}

export function FilterImages({ filters, label }: { readonly filters: Filters; readonly label: string }) {
  const { values, size, shown, reading } = filters;
  const limit = useMemo(() => largestMagnitude(values) || 1, [values]);
  const colourAt = useCallback(
    (index: number) => {
      const share = (values[index] ?? 0) / limit;
      const grey = Math.round(255 * share);
      return reading === 'weights' ? pixelWord(...signedColour(share)) : pixelWord(grey, grey, grey);
    },
    [values, limit, reading],
  );
  return (
    <TileSheet count={shown} height={size} width={size} wantedSide={FILTER_SIDE} colourAt={colourAt} label={label} />
  );
}
