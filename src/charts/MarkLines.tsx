import { usePlotArea, useXAxisScale } from 'recharts';
import { type CurveMark, placeMarks } from './mark-layout.ts';

interface MarkLinesProps {
  readonly marks: readonly CurveMark[];
  /** Where the names stand: away from the curves. */
  readonly at: 'top' | 'bottom';
}

const ROW_HEIGHT = 12;

/** What happened during the run, as named vertical lines within a recharts chart. */
export function MarkLines({ marks, at }: MarkLinesProps) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const bottom = plot.y + plot.height;
  const inPixels = marks.map(({ x, label }) => ({ x: Number(scale(x)), label }));
  return (
    <g>
      {placeMarks(inPixels, plot.x + plot.width).map(({ x, label, side, row }) => (
        <g key={x}>
          <line className="mark-line" x1={x} x2={x} y1={plot.y} y2={bottom} />
          {label !== undefined && (
            <text
              className="chart-note"
              x={side === 'right' ? x + 4 : x - 4}
              y={at === 'top' ? plot.y + 9 + row * ROW_HEIGHT : bottom - 5 - row * ROW_HEIGHT}
              textAnchor={side === 'right' ? 'start' : 'end'}
            >
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
