import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { type Box, type Corner, placedIn, pointAt, pointsWithin } from './plane-points.ts';
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
  /** The point under the pointer, and where it lies in CSS pixels. */
  readonly onPoint: (point: number | undefined, at: Corner) => void;
  readonly onPick: (point: number) => void;
  /** Points that a line was drawn around; none when it went around nothing. */
  readonly onOutline: (points: readonly number[]) => void;
}

const MARGIN = 12;
/** How far from a point, in CSS pixels, it is still meant. */
const REACH = 9;
/** A pointer that moved less has clicked. */
const CLICK_REACH = 5;

/** Images as points of a plane, to point at, to click and to draw a line around. */
export function PointCloud(props: PointCloudProps) {
  const { positions, box, width, height, actual, predicted, isDark, isStill, litClass, chosen } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pointed, setPointed] = useState<number>();
  const [outline, setOutline] = useState<readonly Corner[]>([]);
  const placed = useMemo(() => placedIn(positions, box, { width, height }, MARGIN), [positions, box, width, height]);
  const gliding = useGliding(placed, isStill);
  const density = window.devicePixelRatio || 1;

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    const ink = getComputedStyle(canvas.current).color;
    return gliding((now) => {
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, width, height);
      drawPoints(context, { placed: now, actual, predicted, isDark, litClass, chosen, pointed, outline, ink });
    });
  }, [gliding, width, height, density, actual, predicted, isDark, litClass, chosen, pointed, outline]);

  const cornerOf = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent): Corner => [offsetX, offsetY];
  const point = (found: number | undefined) => {
    setPointed(found);
    props.onPoint(found, [placed[2 * (found ?? 0)] ?? 0, placed[2 * (found ?? 0) + 1] ?? 0]);
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

  return (
    <canvas
      ref={canvas}
      width={Math.round(width * density)}
      height={Math.round(height * density)}
      style={{ width, height }}
      className="point-cloud"
      role="img"
      aria-label={props.label}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={() => setOutline([])}
      onPointerLeave={() => point(undefined)}
    />
  );
}
