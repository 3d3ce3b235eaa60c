import { memo, useEffect, useRef } from 'react';
import { hiddenContext } from '../platform/hidden-canvas.ts';

export interface TileCanvasProps {
  readonly count: number;
  /** Of one tile, in image pixels. */
  readonly height: number;
  readonly width: number;
  readonly columns: number;
  /** CSS pixels an image pixel takes. */
  readonly zoom: number;
  /** As `pixelWord` has it, of value `index` of all tiles' values, tile after tile, row by row. */
  readonly colourAt: (index: number) => number;
  /** Draws only while it is: what is scrolled away costs nothing, and is drawn when it comes back. */
  readonly isSeen: boolean;
  /** What is to be seen, in words. */
  readonly label: string;
}

/** CSS pixels around each tile, faintly drawn: a white one is seen on white, too. */
export const TILE_FRAME = 1;
const FRAME_COLOUR = 'rgb(128 128 128 / 45%)';

/** Tiles of one size on one canvas, row by row. Nothing is ever read back from it. */
export const TileCanvas = memo(function TileCanvas(props: TileCanvasProps) {
  const { count, height, width, columns, zoom, colourAt, isSeen, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const across = width * zoom + 2 * TILE_FRAME;
  const down = height * zoom + 2 * TILE_FRAME;
  const sheetWidth = Math.max(1, Math.min(columns, count) * across);
  const sheetHeight = Math.max(1, Math.ceil(count / columns) * down);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !isSeen) return;
    const pixels = new ImageData(width, height * count);
    const words = new Uint32Array(pixels.data.buffer);
    for (let index = 0; index < words.length; index++) words[index] = colourAt(index);
    const tiles = hiddenContext(width, height * count);
    if (tiles === undefined) return;
    tiles.putImageData(pixels, 0, 0);
    context.clearRect(0, 0, sheetWidth, sheetHeight);
    context.imageSmoothingEnabled = false;
    context.fillStyle = FRAME_COLOUR;
    for (let tile = 0; tile < count; tile++) {
      const [left, top] = [(tile % columns) * across, Math.floor(tile / columns) * down];
      context.fillRect(left, top, across, down);
      const inside = [left + TILE_FRAME, top + TILE_FRAME, width * zoom, height * zoom] as const;
      context.drawImage(tiles.canvas, 0, tile * height, width, height, ...inside);
    }
  }, [count, height, width, columns, zoom, colourAt, isSeen, across, down, sheetWidth, sheetHeight]);

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
