import { memo, useEffect, useRef } from 'react';

export interface TileCanvasProps {
  readonly count: number;
  /** Of one tile, in image pixels. */
  readonly height: number;
  readonly width: number;
  readonly columns: number;
  /** CSS pixels an image pixel takes. */
  readonly zoom: number;
  /** Red, green and blue, 0..255, of value `index` of all tiles' values, tile after tile, row by row. */
  readonly colourAt: (index: number) => readonly [number, number, number];
  /** What is to be seen, in words. */
  readonly label: string;
}

/** CSS pixels left free between tiles. */
export const TILE_GAP = 2;

/** Tiles of one size on one canvas, row by row. Nothing is ever read back from it. */
export const TileCanvas = memo(function TileCanvas(props: TileCanvasProps) {
  const { count, height, width, columns, zoom, colourAt, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const across = width * zoom + TILE_GAP;
  const down = height * zoom + TILE_GAP;
  const sheetWidth = Math.max(1, Math.min(columns, count) * across - TILE_GAP);
  const sheetHeight = Math.max(1, Math.ceil(count / columns) * down - TILE_GAP);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const pixels = new ImageData(width, height * count);
    for (let index = 0; index < width * height * count; index++) {
      const [red, green, blue] = colourAt(index);
      pixels.data.set([red, green, blue, 255], 4 * index);
    }
    const tiles = new OffscreenCanvas(width, height * count);
    tiles.getContext('2d')?.putImageData(pixels, 0, 0);
    context.clearRect(0, 0, sheetWidth, sheetHeight);
    context.imageSmoothingEnabled = false;
    for (let tile = 0; tile < count; tile++) {
      const [left, top] = [(tile % columns) * across, Math.floor(tile / columns) * down];
      context.drawImage(tiles, 0, tile * height, width, height, left, top, width * zoom, height * zoom);
    }
  }, [count, height, width, columns, zoom, colourAt, across, down, sheetWidth, sheetHeight]);

  return (
    <canvas
      ref={canvas}
      width={sheetWidth}
      height={sheetHeight}
      className="tile-canvas"
      role="img"
      aria-label={label}
      style={{ width: sheetWidth, height: sheetHeight }}
    />
  );
});
