import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Box, type Corner, placedIn, pointAt, pointsWithin, pointTowards } from './plane-points.ts';
import { drawPoints } from './point-marks.ts';
import { useGliding } from './use-gliding.ts';
import './point-cloud.css';

export interface PointCloudProps {
  /** In whatever units `box` is in // [count, 2] */
  readonly positions: Float32Array;
  /** What fills the drawing area: more than these positions need, where layouts follow each other. */
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  readonly actual: Uint8Array;
  readonly predicted: Uint8Array;
  readonly isDark: boolean;
  /** Points jump instead of gliding. */
  readonly isStill: boolean;
  readonly litClass: number | undefined;
  readonly chosen: ReadonlySet<number> | undefined;
  /** What is to be seen, in words. */
  readonly label: string;
  /** A point in words. */
  readonly nameOf: (point: number) => string;
  /** What is shown beside the point that is pointed at or walked to, wherever it moves. */
  readonly noteOf: (point: number) => ReactNode;
  readonly onPoint: (point: number | undefined) => void;
  readonly onPick: (point: number) => void;
  /** Points that a line was drawn around; none when it went around nothing. */
  readonly onOutline: (points: readonly number[]) => void;
}

const MARGIN = 12;
/** How far from a point, in CSS pixels, it is still meant. */
const REACH = 9;
/** A pointer that moved less has clicked. */
const CLICK_REACH = 5;
/** From a point to its note, and how far above the point the note begins, in CSS pixels. */
const NOTE_GAP = 14;
const NOTE_RISE = 40;

const DIRECTIONS: Readonly<Record<string, Corner>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Images as points of a plane, to point at, to click, to walk over with arrow keys and to draw a line around. */
export function PointCloud(props: PointCloudProps) {
  const { positions, box, width, height, actual, predicted, isDark, isStill, litClass, chosen } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const optionId = useId();
  const [wanted, setWanted] = useState<number>();
  const count = actual.length;
  // Another layout may be of fewer images.
  const pointed = wanted !== undefined && wanted < count ? wanted : undefined;
  const [outline, setOutline] = useState<readonly Corner[]>([]);
  const placed = useMemo(() => placedIn(positions, box, { width, height }, MARGIN), [positions, box, width, height]);
  const gliding = useGliding(placed, isStill);
  const density = window.devicePixelRatio || 1;

  const placeNote = useCallback(
    (now: Float32Array) => {
      if (note.current === null || pointed === undefined) return;
      const [x, y] = [now[2 * pointed] ?? 0, now[2 * pointed + 1] ?? 0];
      // On the side with more room.
      const side = x < width / 2 ? `${x + NOTE_GAP}px` : `calc(${x - NOTE_GAP}px - 100%)`;
      const top = Math.max(0, Math.min(y - NOTE_RISE, height - note.current.offsetHeight));
      note.current.style.transform = `translate(${side}, ${top}px)`;
    },
    [pointed, width, height],
  );

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    const ink = getComputedStyle(canvas.current).color;
    return gliding((now) => {
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, width, height);
      drawPoints(context, { placed: now, actual, predicted, isDark, litClass, chosen, pointed, outline, ink });
      placeNote(now);
    });
  }, [gliding, placeNote, width, height, density, actual, predicted, isDark, litClass, chosen, pointed, outline]);

  const cornerOf = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent): Corner => [offsetX, offsetY];
  const point = (found: number | undefined) => {
    setWanted(found);
    props.onPoint(found);
  };
  const onDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setOutline([cornerOf(event)]);
  };
  const onMove = (event: PointerEvent) => {
    if (outline.length > 0) {
      // What the line goes around is to be seen, whatever it started on.
      if (pointed !== undefined) point(undefined);
      setOutline([...outline, cornerOf(event)]);
      return;
    }
    const found = pointAt(placed, cornerOf(event), REACH);
    if (found !== pointed) point(found);
  };
  const onUp = (event: PointerEvent) => {
    const [first] = outline;
    setOutline([]);
    if (first === undefined) return;
    if (outline.some(([x, y]) => Math.hypot(x - first[0], y - first[1]) > CLICK_REACH)) {
      props.onOutline(pointsWithin(placed, outline));
      return;
    }
    const found = pointAt(placed, cornerOf(event), REACH);
    point(found);
    if (found !== undefined) props.onPick(found);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') point(undefined);
    if (event.key === 'Enter' && pointed !== undefined) props.onPick(pointed);
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    // The first key leads to the point in the middle.
    const next =
      pointed === undefined
        ? pointAt(placed, [width / 2, height / 2], Infinity)
        : pointTowards(placed, pointed, direction);
    if (next !== undefined) point(next);
  };
  const named = pointed ?? 0;

  return (
    <div className="point-cloud" style={{ width, height }}>
      <canvas
        ref={canvas}
        width={Math.round(width * density)}
        height={Math.round(height * density)}
        style={{ width, height }}
        role="img"
        aria-label={props.label}
      />
      <div
        role="listbox"
        aria-label="Images on the plane"
        aria-activedescendant={optionId}
        tabIndex={0}
        className="point-options"
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => setOutline([])}
        onPointerLeave={() => point(undefined)}
        onKeyDown={onKeyDown}
        onBlur={() => point(undefined)}
      >
        {/* One of thousands at a time: the point walked to. */}
        <div
          id={optionId}
          role="option"
          tabIndex={-1}
          className="point-option"
          aria-selected={chosen?.has(named) ?? false}
        >
          {props.nameOf(named)}
        </div>
      </div>
      {pointed !== undefined && (
        <div ref={note} className="point-note" aria-hidden="true">
          {props.noteOf(pointed)}
        </div>
      )}
    </div>
  );
}
