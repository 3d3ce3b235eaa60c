import { asked } from './asked.ts';

/** A canvas that is not on the page, to work on. Some browsers that guard against fingerprints have no OffscreenCanvas. */
export function hiddenContext(
  width: number,
  height: number,
): OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D | undefined {
  const offscreen = asked(() => new OffscreenCanvas(width, height).getContext('2d') ?? undefined);
  if (offscreen !== undefined) return offscreen;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d') ?? undefined;
}
