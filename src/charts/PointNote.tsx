import { usePlotArea } from 'recharts';

interface PointNoteProps {
  readonly className: string;
  /** Of the point, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Below the point, counted from 0: what stands there already has the rows before. */
  readonly row: number;
  readonly children: string;
}

/** A word or two below a point of a recharts chart; kept within the plot. */
export function PointNote({ className, x, y, row, children }: PointNoteProps) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const share = (x - plot.x) / plot.width;
  const anchor = share > 0.88 ? 'end' : share < 0.12 ? 'start' : 'middle';
  // Above, where there is no room below.
  const below = y + 19 + row * 12;
  const isBelow = below < plot.y + plot.height;
  return (
    <text className={`chart-note ${className}`} x={x} y={isBelow ? below : y - 11 - row * 12} textAnchor={anchor}>
      {children}
    </text>
  );
}
