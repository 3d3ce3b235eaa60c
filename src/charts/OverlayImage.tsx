import { memo, useEffect, useRef } from 'react';
import { SpriteCanvas } from './SpriteCanvas.tsx';
import { overlayColour } from './signed-colour.ts';
import './overlay-image.css';

export interface Overlay {
  readonly height: number;
  readonly width: number;
  /** [height, width] */
  readonly values: Float32Array;
  /** The value of the strongest colour. */
  readonly limit: number;
  /** Blend between places, for a map that was made coarser than the image. */
  readonly isSmooth: boolean;
}

export interface OverlayImageProps {
  /** IMAGE_PIXELS bytes, 0 black. */
  readonly pixels: Uint8Array;
  readonly overlay: Overlay | undefined;
  /** What is to be seen, in words. */
  readonly label: string;
}

/** One image, enlarged, with a map stretched over it. */
export const OverlayImage = memo(function OverlayImage({ pixels, overlay, label }: OverlayImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || overlay === undefined) return;
    const { height, width, values, limit } = overlay;
    const map = new ImageData(width, height);
    for (const [index, value] of values.entries()) {
      map.data.set(overlayColour(limit > 0 ? value / limit : 0), 4 * index);
    }
    context.putImageData(map, 0, 0);
  }, [overlay]);

  return (
    <div className="overlay-image" role="img" aria-label={label}>
      <SpriteCanvas pixels={pixels} columns={1} rows={1} gap={0} />
      {overlay && (
        <canvas
          ref={canvas}
          width={overlay.width}
          height={overlay.height}
          className="overlay-map"
          data-smooth={overlay.isSmooth || undefined}
        />
      )}
    </div>
  );
});
