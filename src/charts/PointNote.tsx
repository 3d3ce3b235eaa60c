import { useContext } from 'react';
import { usePlotArea } from 'recharts';
import { ChartTextSize } from './chart-text.ts';

interface PointNoteProps {
  readonly className: string;
  /** Of the point, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Lines below the point, as long as there is room; the first is above it otherwise. */
  readonly line: 1 | 2;
  readonly children: string;
}

/** From the point to the baselines of two words below it, or above it. */
const below = (textSize: number) => [8 + textSize, 8 + 2 * textSize] as const;
const above = (textSize: number) => [-10, -10 - textSize] as const;

/** A word or two at a point of a recharts chart; kept within the plot. */
export function PointNote({ className, x, y, line, children }: PointNoteProps) {
  const textSize = useContext(ChartTextSize);
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const share = (x - plot.x) / plot.width;
  const anchor = share > 0.88 ? 'end' : share < 0.12 ? 'start' : 'middle';
  // Both lines go to the same side, so that neither ends up on the other.
  const hasRoomBelow = y + below(textSize)[1] < plot.y + plot.height;
  const shift = (hasRoomBelow ? below : above)(textSize)[line - 1] ?? 0;
  return (
    <text className={`chart-note ${className}`} x={x} y={y + shift} textAnchor={anchor} fontSize={textSize}>
      {children}
    </text>
  );
}
