import type { Overlay } from '../../charts/OverlayImage.tsx';
import type { GradCam, Occlusion } from '../../state/room-state.ts';

/** A map of the engine as what is laid over the image; the strongest colour is its largest magnitude. */
export function overlayOf(map: GradCam | Occlusion): Overlay {
  if (map.kind === 'gradCam') {
    const { height, width, values } = map;
    return { height, width, values, limit: largestMagnitude(values), isSmooth: true };
  }
  const { side, losses } = map;
  return { height: side, width: side, values: losses, limit: largestMagnitude(losses), isSmooth: false };
}

export function largestMagnitude(values: Float32Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
