import { useXAxisScale, useYAxisScale } from 'recharts';

/** Where the earlier run's curve ends, and what it is called. */
export interface EarlierEnd {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

interface EarlierNameProps extends EarlierEnd {
  /** Which side of the curve the name stands on: away from the curves of the run on screen. */
  readonly at: 'above' | 'below';
}

/** The name of an earlier run, at the end of its curve within a recharts chart. */
export function EarlierName({ x, y, name, at }: EarlierNameProps) {
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (toX === undefined || toY === undefined) return null;
  return (
    <text
      className="chart-note earlier-name"
      x={Number(toX(x))}
      y={Number(toY(y)) + (at === 'above' ? -7 : 15)}
      textAnchor="end"
    >
      {name}
    </text>
  );
}
