import { type ColourPicture, PictureReduction } from '../../core/picture-reduction.ts';
import { hiddenContext } from '../../platform/hidden-canvas.ts';

/** Canvases of phones hold 16 million pixels; a strip needs few. */
const STRIP_PIXELS = 2_000_000;

interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The pixels of a part of a picture, made smaller in our own arithmetic. The canvas copies them one to one: what a browser
 * makes of a picture that it scales differs by tens of grey levels from one to the next.
 */
export function readPixels(source: CanvasImageSource, { left, top, width, height }: Part): ColourPicture | undefined {
  if (width < 1 || height < 1) return undefined;
  const stripRows = Math.min(height, Math.max(1, Math.floor(STRIP_PIXELS / width)));
  const context = hiddenContext(width, stripRows);
  if (context === undefined) return undefined;
  const reduction = new PictureReduction(width, height);
  for (let row = 0; row < height; row += stripRows) {
    const rows = Math.min(stripRows, height - row);
    context.clearRect(0, 0, width, stripRows);
    context.drawImage(source, left, top + row, width, rows, 0, 0, width, rows);
    reduction.add(context.getImageData(0, 0, width, rows).data, rows);
  }
  return reduction.finish();
}
