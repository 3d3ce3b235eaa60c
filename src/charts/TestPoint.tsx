import { useXAxisScale, useYAxisScale } from 'recharts';
import type { NamedPoint } from './BestPoint.tsx';
import { isNumber } from './line-path.ts';
import { PointNote } from './PointNote.tsx';

/** A measured share with its interval, for example the test accuracy. */
export interface IntervalPoint extends NamedPoint {
  readonly low: number;
  readonly high: number;
}

/** Half the width of the bar's caps, and of the diamond, in pixels. */
const CAP = 5;
const DIAMOND = 3.5;

/**
 * The test result within a recharts chart: a diamond, its interval as an error bar. Its name stands below that of the best
 * epoch, which its weights are of: train accuracy runs above.
 */
export function TestPoint({ x, y, low, high, label }: IntervalPoint) {
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (toX === undefined || toY === undefined) return null;
  const [left, middle, top, bottom] = [toX(x), toY(y), toY(high), toY(low)];
  if (!isNumber(left) || !isNumber(middle) || !isNumber(top) || !isNumber(bottom)) return null;
  return (
    <g>
      <path
        className="test-bar"
        d={`M${left} ${top}V${bottom}M${left - CAP} ${top}h${2 * CAP}M${left - CAP} ${bottom}h${2 * CAP}`}
      />
      <path
        className="test-diamond"
        d={`M${left} ${middle - DIAMOND}l${DIAMOND} ${DIAMOND}l${-DIAMOND} ${DIAMOND}l${-DIAMOND} ${-DIAMOND}z`}
      />
      <PointNote className="test-name" x={left} y={middle} line={2}>
        {label}
      </PointNote>
    </g>
  );
}
