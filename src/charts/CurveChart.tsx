import { memo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { CurveReadout } from './CurveReadout.tsx';
import { axisTicks, type CurveRow } from './curve-rows.ts';
import './palette.css';

/** A moment worth a vertical line, for example a changed learning rate. */
export interface CurveMark {
  readonly x: number;
  readonly label: string;
}

interface BestPoint {
  readonly x: number;
  readonly y: number;
}

export interface CurveChartProps {
  readonly rows: readonly CurveRow[];
  /** Where the epoch axis ends. */
  readonly xEnd: number;
  /** From the lower to the upper end of the value axis. */
  readonly yTicks: readonly number[];
  readonly formatY: (value: number) => string;
  readonly marks: readonly CurveMark[];
  /** Where the names of the marks stand: away from the curves. */
  readonly marksAt: 'top' | 'bottom';
  readonly best?: BestPoint | undefined;
  /** What the picture shows, in words. */
  readonly description: string;
}

const AXIS_TEXT = { fill: 'var(--chart-axis)', fontSize: 11 } as const;

function labelPosition(at: 'top' | 'bottom', isAtEnd: boolean) {
  if (at === 'top') return isAtEnd ? 'insideTopRight' : 'insideTopLeft';
  return isAtEnd ? 'insideBottomRight' : 'insideBottomLeft';
}

/** Dots of more epochs would hide the lines between them. */
const DOTTED_EPOCHS_LIMIT = 40;

/** Batch, train and validation curves over epochs: raw values only, nothing smoothed. */
export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { rows, xEnd, yTicks, formatY, marks, marksAt, best, description } = props;
  const hasDots = xEnd <= DOTTED_EPOCHS_LIMIT;
  return (
    <div role="img" aria-label={description} className="curve-chart">
      <ComposedChart
        responsive
        style={{ width: '100%', height: '100%' }}
        data={[...rows]}
        margin={{ top: 12, right: 14, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
        <XAxis
          dataKey="x"
          type="number"
          domain={[0, xEnd]}
          // Without data the axis is drawn only so; with it, this would cut dots at the edges in half.
          allowDataOverflow={rows.length === 0}
          ticks={axisTicks(xEnd)}
          height={20}
          tick={AXIS_TEXT}
          tickLine={false}
          stroke="var(--chart-grid)"
        />
        <YAxis
          domain={[yTicks[0] ?? 0, yTicks.at(-1) ?? 1]}
          allowDataOverflow={rows.length === 0}
          ticks={[...yTicks]}
          interval={0}
          width={44}
          tick={AXIS_TEXT}
          tickLine={false}
          axisLine={false}
          tickFormatter={formatY}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--chart-axis)', strokeDasharray: '2 3' }}
          content={<CurveReadout formatY={formatY} />}
        />
        <Area
          dataKey="gap"
          fill="var(--chart-gap)"
          stroke="none"
          fillOpacity={1}
          connectNulls
          isAnimationActive={false}
          activeDot={false}
          type="linear"
        />
        <Line
          dataKey="batch"
          stroke="var(--chart-batch)"
          strokeWidth={1}
          dot={rows.length === 1}
          activeDot={{ r: 2.5 }}
          connectNulls
          isAnimationActive={false}
          type="linear"
        />
        <Line
          dataKey="train"
          stroke="var(--chart-train)"
          strokeWidth={2}
          dot={hasDots && { r: 2.5, fill: 'var(--chart-train)', strokeWidth: 0 }}
          activeDot={{ r: 4 }}
          connectNulls
          isAnimationActive={false}
          type="linear"
        />
        <Line
          dataKey="validation"
          stroke="var(--chart-validation)"
          strokeWidth={2}
          strokeDasharray="6 4"
          dot={
            hasDots && {
              r: 3,
              fill: 'var(--chart-surface)',
              stroke: 'var(--chart-validation)',
              strokeWidth: 1.5,
              strokeDasharray: '',
            }
          }
          activeDot={{ r: 4 }}
          connectNulls
          isAnimationActive={false}
          type="linear"
        />
        {marks.map((mark, index) => (
          <ReferenceLine
            key={`${mark.x} ${mark.label}`}
            x={mark.x}
            stroke="var(--chart-mark)"
            strokeDasharray="1 3"
            label={{
              value: mark.label,
              position: labelPosition(marksAt, mark.x > 0.85 * xEnd),
              // Neighbours take turns, so that two changes close together stay legible.
              dy: (marksAt === 'top' ? 12 : -12) * (index % 3),
              fill: 'var(--chart-axis)',
              fontSize: 11,
            }}
          />
        ))}
        {best && (
          <ReferenceDot
            x={best.x}
            y={best.y}
            r={6}
            fill="none"
            stroke="var(--chart-best)"
            strokeWidth={2}
            label={{ value: 'best', position: 'bottom', fill: 'var(--chart-best)', fontSize: 11 }}
          />
        )}
      </ComposedChart>
    </div>
  );
});
