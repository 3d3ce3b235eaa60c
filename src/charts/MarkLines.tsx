import { usePlotArea, useXAxisScale } from 'recharts';
import { type CurveMark, placeMarks } from './mark-layout.ts';

interface MarkLinesProps {
  readonly marks: readonly CurveMark[];
  /** Widths at the right end that a legend takes, row by row. */
  readonly reserved: readonly number[];
  /** Where the names stand: away from the curves. */
  readonly at: 'top' | 'bottom';
}

const ROW_HEIGHT = 12;

/** What happened during the run, as named vertical lines within a recharts chart. */
export function MarkLines({ marks, reserved, at }: MarkLinesProps) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const bottom = plot.y + plot.height;
  const right = plot.x + plot.width;
  const yOf = (row: number) => (at === 'top' ? plot.y + 8 + row * ROW_HEIGHT : bottom - 5 - row * ROW_HEIGHT);
  const inPixels = marks.map(({ x, label }) => ({ x: Number(scale(x)), label }));
  return (
    <g>
      {placeMarks(inPixels, { left: plot.x, right, reserved }).map(({ x, label, side, row }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two marks may be alike in everything, and none has a state.
        <g key={index}>
          <line className="mark-line" x1={x} x2={x} y1={plot.y} y2={bottom} />
          {label !== undefined && (
            <text
              className="chart-note"
              x={side === 'right' ? x + 4 : x - 4}
              y={yOf(row)}
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
