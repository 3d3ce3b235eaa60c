import { useXAxisScale, useYAxisScale } from 'recharts';

/** A measured share with its interval, for example the test accuracy. */
export interface IntervalPoint {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

/** Half the width of the bar's caps, and of the diamond, in pixels. */
const CAP = 4;
const DIAMOND = 4;

/** The test result within a recharts chart: a diamond, its interval as an error bar. */
export function TestPoint({ x, y, low, high, label }: IntervalPoint) {
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (toX === undefined || toY === undefined) return null;
  const [left, middle, top, bottom] = [Number(toX(x)), Number(toY(y)), Number(toY(high)), Number(toY(low))];
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
      <text className="chart-note test-name" x={left} y={bottom + 22} textAnchor="end">
        {label}
      </text>
    </g>
  );
}
