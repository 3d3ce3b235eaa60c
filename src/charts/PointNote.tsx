import { usePlotArea } from 'recharts';

interface PointNoteProps {
  readonly className: string;
  /** Of the point, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Where it stands as long as there is room. */
  readonly side: 'above' | 'below';
  readonly children: string;
}

/** From the point to the baseline of a word above it, below it, and below a word that is there. */
const ABOVE = -10;
const BELOW = 19;
const FURTHER_BELOW = 31;

/** A word or two at a point of a recharts chart; kept within the plot. */
export function PointNote({ className, x, y, side, children }: PointNoteProps) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const share = (x - plot.x) / plot.width;
  const anchor = share > 0.88 ? 'end' : share < 0.12 ? 'start' : 'middle';
  const hasRoomAbove = y + ABOVE > plot.y + 4;
  const hasRoomBelow = y + BELOW < plot.y + plot.height;
  const shift = side === 'above' ? (hasRoomAbove ? ABOVE : FURTHER_BELOW) : hasRoomBelow ? BELOW : ABOVE;
  return (
    <text className={`chart-note ${className}`} x={x} y={y + shift} textAnchor={anchor}>
      {children}
    </text>
  );
}
