import { CLASS_GROUPS } from '../core/class-order.ts';
import { CLASS_COLOURS } from './class-colours.ts';
import type { Corner } from './plane-points.ts';

/** Marks of the classes on a plane: a colour each and a shape for each group, so that colour is never all there is. */

/** In the order of CLASS_GROUPS: tops, footwear, others. */
const GROUP_SHAPES = ['circle', 'triangle', 'square'] as const;
export type MarkShape = (typeof GROUP_SHAPES)[number];

export function markShape(label: number): MarkShape {
  const group = CLASS_GROUPS.findIndex(({ labels }) => labels.some((other) => other === label));
  return GROUP_SHAPES[group] ?? 'circle';
}

export interface DrawnPoints {
  /** CSS pixels // [count, 2] */
  readonly placed: Float32Array;
  readonly actual: Uint8Array;
  readonly predicted: Uint8Array;
  readonly isDark: boolean;
  readonly litClass: number | undefined;
  /** Undefined when none are chosen: then all count alike. */
  readonly chosen: ReadonlySet<number> | undefined;
  /** Ringed. */
  readonly pointed: number | undefined;
  /** The line being drawn around points. */
  readonly outline: readonly Corner[];
  /** Of the ring and the outline. */
  readonly ink: string;
}

const RADIUS = 3;
const LIT_RADIUS = 4;
const FADED = 0.16;

/** Draws over what was there. Right answers are filled, wrong ones hollow; what is lit or chosen lies on top of the rest. */
export function drawPoints(context: CanvasRenderingContext2D, points: DrawnPoints): void {
  const { placed, actual, litClass, chosen, pointed, outline, ink } = points;
  const isFaded = (point: number) =>
    (litClass !== undefined && actual[point] !== litClass) || (chosen !== undefined && !chosen.has(point));
  const order = Array.from({ length: placed.length / 2 }, (_, point) => point);
  for (const point of order) if (isFaded(point)) drawMark(context, points, point, FADED);
  for (const point of order) if (!isFaded(point)) drawMark(context, points, point, 0.9);
  context.globalAlpha = 1;
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  if (pointed !== undefined) {
    drawMark(context, points, pointed, 1);
    context.strokeStyle = ink;
    context.beginPath();
    context.arc(placed[2 * pointed] ?? 0, placed[2 * pointed + 1] ?? 0, 8, 0, 2 * Math.PI);
    context.stroke();
  }
  if (outline.length > 1) {
    context.setLineDash([4, 3]);
    context.beginPath();
    for (const [x, y] of outline) context.lineTo(x, y);
    context.closePath();
    context.stroke();
    context.setLineDash([]);
  }
}

function drawMark(context: CanvasRenderingContext2D, points: DrawnPoints, point: number, opacity: number): void {
  const { placed, actual, predicted, isDark, litClass } = points;
  const label = actual[point] ?? 0;
  const colour = CLASS_COLOURS[isDark ? 'dark' : 'light'][label] ?? '';
  context.globalAlpha = opacity;
  context.beginPath();
  outlineMark(
    context,
    markShape(label),
    [placed[2 * point] ?? 0, placed[2 * point + 1] ?? 0],
    litClass === label ? LIT_RADIUS : RADIUS,
  );
  if (label === predicted[point]) {
    context.fillStyle = colour;
    context.fill();
  } else {
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.stroke();
  }
}

/** All shapes cover about the area of the circle. */
function outlineMark(context: CanvasRenderingContext2D, shape: MarkShape, [x, y]: Corner, radius: number): void {
  if (shape === 'circle') {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  if (shape === 'square') {
    const side = radius * 1.77;
    context.rect(x - side / 2, y - side / 2, side, side);
    return;
  }
  const reach = radius * 1.45;
  context.moveTo(x, y - reach);
  context.lineTo(x + reach * 0.87, y + reach / 2);
  context.lineTo(x - reach * 0.87, y + reach / 2);
  context.closePath();
}
