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

/** Image pixels left free between tiles. */
const GAP = 1;

/** Tiles of one size on one canvas, row by row; the page scales it. Nothing is ever read back from it. */
export const TileCanvas = memo(function TileCanvas(props: TileCanvasProps) {
  const { count, height, width, columns, zoom, colourAt, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheetWidth = Math.max(1, Math.min(columns, count) * (width + GAP) - GAP);
  const sheetHeight = Math.max(1, Math.ceil(count / columns) * (height + GAP) - GAP);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const sheet = new ImageData(sheetWidth, sheetHeight);
    for (let tile = 0; tile < count; tile++) {
      const left = (tile % columns) * (width + GAP);
      const top = Math.floor(tile / columns) * (height + GAP);
      for (let pixel = 0; pixel < height * width; pixel++) {
        const row = top + Math.floor(pixel / width);
        const [red, green, blue] = colourAt(tile * height * width + pixel);
        sheet.data.set([red, green, blue, 255], 4 * (row * sheetWidth + left + (pixel % width)));
      }
    }
    context.putImageData(sheet, 0, 0);
  }, [count, height, width, columns, colourAt, sheetWidth, sheetHeight]);

  return (
    <canvas
      ref={canvas}
      width={sheetWidth}
      height={sheetHeight}
      className="tile-canvas"
      role="img"
      aria-label={label}
      style={{ width: sheetWidth * zoom, height: sheetHeight * zoom }}
    />
  );
});
