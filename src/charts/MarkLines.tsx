import { useContext } from 'react';
import { usePlotArea, useXAxisScale } from 'recharts';
import { ChartTextSize } from './chart-text.ts';
import { isNumber } from './line-path.ts';
import { type CurveMark, placeMarks } from './mark-layout.ts';

interface MarkLinesProps {
  readonly marks: readonly CurveMark[];
  /** Widths at the right end that a legend takes, row by row. */
  readonly reserved: readonly number[];
  /** Where the names stand: away from the curves. */
  readonly at: 'top' | 'bottom';
}

/** What happened during the run, as named vertical lines within a recharts chart. */
export function MarkLines({ marks, reserved, at }: MarkLinesProps) {
  const textSize = useContext(ChartTextSize);
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const bottom = plot.y + plot.height;
  const right = plot.x + plot.width;
  const rowHeight = textSize + 1;
  const yOf = (row: number) => (at === 'top' ? plot.y + textSize - 3 + row * rowHeight : bottom - 5 - row * rowHeight);
  const inPixels = marks.flatMap(({ x, label }) => {
    const place = scale(x);
    return isNumber(place) ? [{ x: place, label }] : [];
  });
  return (
    <g>
      {placeMarks(inPixels, { left: plot.x, right, reserved, textSize }).map(({ x, label, side, row }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two marks may be alike in everything, and none has a state.
        <g key={index}>
          <line className="mark-line" x1={x} x2={x} y1={plot.y} y2={bottom} />
          {label !== undefined && (
            <text
              className="chart-note"
              x={side === 'right' ? x + 4 : x - 4}
              y={yOf(row)}
              textAnchor={side === 'right' ? 'start' : 'end'}
              fontSize={textSize}
            >
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
