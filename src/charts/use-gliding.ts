import { useCallback, useRef } from 'react';

const GLIDE_MS = 450;

type Draw = (positions: Float32Array) => void;

/**
 * Positions that glide to where they are wanted, in place of jumping there.
 * @param target of each point its coordinates; another number of them jumps
 * @returns draws now and in each frame of the glide until it is told to stop; the same function for the same target
 */
export function useGliding(target: Float32Array, isStill: boolean): (draw: Draw) => () => void {
  const shown = useRef(target);
  const glide = useRef<{ readonly to: Float32Array; readonly from: Float32Array; startMs: number | undefined }>(
    undefined,
  );
  return useCallback(
    (draw: Draw) => {
      if (isStill || shown.current.length !== target.length) shown.current = target;
      if (shown.current === target) {
        draw(target);
        return () => {};
      }
      // Drawn anew for another reason, it goes on from where it was.
      if (glide.current?.to !== target) glide.current = { to: target, from: shown.current, startMs: undefined };
      const current = glide.current;
      let frame = 0;
      const move = (nowMs: number) => {
        current.startMs ??= nowMs;
        const share = Math.min(1, Math.max(0, (nowMs - current.startMs) / GLIDE_MS));
        shown.current = share === 1 ? target : between(current.from, target, share * share * (3 - 2 * share));
        draw(shown.current);
        if (share < 1) frame = requestAnimationFrame(move);
      };
      draw(shown.current);
      frame = requestAnimationFrame(move);
      return () => cancelAnimationFrame(frame);
    },
    [target, isStill],
  );
}

function between(from: Float32Array, to: Float32Array, share: number): Float32Array {
  return from.map((value, at) => value + share * ((to[at] ?? 0) - value));
}
