import { useElementSize } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { signedColour } from '../../charts/signed-colour.ts';
import { TILE_GAP, TileCanvas } from '../../charts/TileCanvas.tsx';
import type { FeatureMaps, Filters } from '../../state/room-state.ts';
import { largestMagnitude } from './overlay-of.ts';

/** About so many CSS pixels a tile is wide. */
const MAP_SIDE = 44;
const FILTER_SIDE = 20;
const UNIT_SIDE = 10;

interface Sheet {
  readonly zoom: number;
  readonly columns: number;
}

function sheetOf(tileSide: number, wanted: number, room: number): Sheet {
  const zoom = Math.max(1, Math.round(wanted / tileSide));
  return { zoom, columns: Math.max(1, Math.floor((room + TILE_GAP) / (tileSide * zoom + TILE_GAP))) };
}

export function MapImages({ maps, label }: { readonly maps: FeatureMaps; readonly label: string }) {
  const { ref, width: room } = useElementSize();
  const { bytes, height, width, shown } = maps;
  const { zoom, columns } = sheetOf(width, width === 1 ? UNIT_SIDE : MAP_SIDE, room);
  const colourAt = useCallback(
    (index: number) => {
      const grey = bytes[index] ?? 0;
      return [grey, grey, grey] as const;
    },
    [bytes],
  );
  return (
    <div ref={ref} className="layer-sheet">
      {room > 0 && (
        <TileCanvas
          count={shown}
          height={height}
          width={width}
          columns={columns}
          zoom={zoom}
          colourAt={colourAt}
          label={label}
        />
      )}
    </div>
  );
}

export function FilterImages({ filters, label }: { readonly filters: Filters; readonly label: string }) {
  const { ref, width: room } = useElementSize();
  const { values, size, shown, reading } = filters;
  const { zoom, columns } = sheetOf(size, FILTER_SIDE, room);
  const limit = useMemo(() => largestMagnitude(values) || 1, [values]);
  const colourAt = useCallback(
    (index: number) => {
      const share = (values[index] ?? 0) / limit;
      const grey = Math.round(255 * share);
      return reading === 'weights' ? signedColour(share) : ([grey, grey, grey] as const);
    },
    [values, limit, reading],
  );
  return (
    <div ref={ref} className="layer-sheet">
      {room > 0 && (
        <TileCanvas
          count={shown}
          height={size}
          width={size}
          columns={columns}
          zoom={zoom}
          colourAt={colourAt}
          label={label}
        />
      )}
    </div>
  );
}
