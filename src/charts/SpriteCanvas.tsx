import { memo, useEffect, useRef } from 'react';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../core/classes.ts';
import { pixelWord } from './pixel-word.ts';

export interface SpriteCanvasProps {
  /** IMAGE_PIXELS bytes an image, 0 black. */
  readonly pixels: Uint8Array;
  readonly columns: number;
  readonly rows: number;
  /** Image pixels left free between images. */
  readonly gap: number;
}

/** Width or height, in image pixels, of `count` images side by side. */
export function sheetSide(count: number, gap: number): number {
  return Math.max(1, count * (IMAGE_SIDE + gap) - gap);
}

/** Many images on one canvas, row by row; the page scales it. Nothing is ever read back from it. */
export const SpriteCanvas = memo(function SpriteCanvas({ pixels, columns, rows, gap }: SpriteCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = sheetSide(columns, gap);
  const height = sheetSide(rows, gap);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const sheet = new ImageData(width, height);
    const words = new Uint32Array(sheet.data.buffer);
    const count = Math.min(columns * rows, Math.floor(pixels.length / IMAGE_PIXELS));
    for (let image = 0; image < count; image++) {
      const left = (image % columns) * (IMAGE_SIDE + gap);
      const top = Math.floor(image / columns) * (IMAGE_SIDE + gap);
      for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
        const grey = pixels[image * IMAGE_PIXELS + pixel] ?? 0;
        const at = (top + Math.floor(pixel / IMAGE_SIDE)) * width + left + (pixel % IMAGE_SIDE);
        words[at] = pixelWord(grey, grey, grey);
      }
    }
    context.putImageData(sheet, 0, 0);
  }, [pixels, columns, rows, gap, width, height]);

  return <canvas ref={canvas} width={width} height={height} className="sprite-canvas" />;
});
