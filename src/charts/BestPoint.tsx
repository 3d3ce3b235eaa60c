import { useXAxisScale, useYAxisScale } from 'recharts';
import { isNumber } from './line-path.ts';
import { PointNote } from './PointNote.tsx';

export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

/** A ring around the best epoch, within a recharts chart. */
export function BestPoint({ x, y, label }: NamedPoint) {
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (toX === undefined || toY === undefined) return null;
  const [left, top] = [toX(x), toY(y)];
  if (!isNumber(left) || !isNumber(top)) return null;
  return (
    <g>
      <circle className="best-ring" cx={left} cy={top} r={6} />
      <PointNote className="best-name" x={left} y={top} line={1}>
        {label}
      </PointNote>
    </g>
  );
}
