import { useEffect, useState } from 'react';

/** Slow enough to see what changes, fast enough to see it as one movement. */
const FRAME_MS = 250;

export interface Film {
  readonly isPlaying: boolean;
  /** Plays on from where it is, from the start when it is at the end, or stops. */
  readonly toggle: () => void;
  /** One frame on, and from the last to the first. */
  readonly step: () => void;
}

/**
 * Goes through the frames 0 to `count - 1` by itself and stops at the last.
 * @param show must be the same function for as long as the frames are the same
 */
export function useFilm(count: number, frame: number, show: (frame: number) => void): Film {
  const [isWanted, setWanted] = useState(false);
  const isPlaying = isWanted && count > 1;

  useEffect(() => {
    if (!isPlaying) return;
    if (frame >= count - 1) {
      setWanted(false);
      return;
    }
    const timer = setTimeout(() => show(frame + 1), FRAME_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, count, frame, show]);

  const toggle = () => {
    if (!isPlaying && frame >= count - 1) show(0);
    setWanted(!isPlaying);
  };
  return { isPlaying, toggle, step: () => show(frame >= count - 1 ? 0 : frame + 1) };
}
