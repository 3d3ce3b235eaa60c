import { memo, useMemo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { CurveReadout } from './CurveReadout.tsx';
import { axisTicks, type CurveRow } from './curve-rows.ts';
import './curve-chart.css';

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
}

// Everything that stays the same is made once: the chart redoes its axes for each new object it is given.
const AXIS_TEXT = { fill: 'var(--chart-axis)', fontSize: 11 } as const;

/** The plot's distance from the chart's edges, in CSS pixels; the batch line behind it keeps the same, by its style. */
const INSETS = { top: 12, right: 14, bottom: 20, left: 46 } as const;

const MARGIN = { top: INSETS.top, right: INSETS.right, bottom: 0, left: 0 } as const;
const FILL = { position: 'relative', width: '100%', height: '100%' } as const;
const CURSOR = { stroke: 'var(--chart-axis)', strokeDasharray: '2 3' } as const;

/** Dots of more epochs would hide the lines between them. */
const DOTTED_EPOCHS_LIMIT = 40;

const LINE = { type: 'linear', strokeWidth: 2, connectNulls: true, isAnimationActive: false } as const;
const TRAIN_DOT = { r: 2.5, fill: 'var(--chart-train)', strokeWidth: 0 } as const;
const VALIDATION_DOT = {
  r: 3,
  fill: 'var(--chart-surface)',
  stroke: 'var(--chart-validation)',
  strokeWidth: 1.5,
  strokeDasharray: '',
} as const;

function labelPosition(at: 'top' | 'bottom', isAtEnd: boolean) {
  if (at === 'top') return isAtEnd ? 'insideTopRight' : 'insideTopLeft';
  return isAtEnd ? 'insideBottomRight' : 'insideBottomLeft';
}

/** Train and validation over epochs: raw values only, nothing smoothed. */
export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { rows, xEnd, yTicks, formatY, marks, marksAt, best } = props;
  const hasDots = xEnd <= DOTTED_EPOCHS_LIMIT;
  // Without data the axes are drawn only with overflow allowed; with it, dots at the edges would be cut in half.
  const isEmpty = rows.length === 0;
  const data = useMemo(() => [...rows], [rows]);
  const xDomain = useMemo(() => [0, xEnd], [xEnd]);
  const xTicks = useMemo(() => axisTicks(xEnd), [xEnd]);
  const yDomain = useMemo(() => [yTicks[0] ?? 0, yTicks.at(-1) ?? 1], [yTicks]);
  const yTickList = useMemo(() => [...yTicks], [yTicks]);
  const readout = useMemo(() => <CurveReadout formatY={formatY} />, [formatY]);
  return (
    <ComposedChart responsive style={FILL} data={data} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
      <XAxis
        dataKey="x"
        type="number"
        domain={xDomain}
        allowDataOverflow={isEmpty}
        ticks={xTicks}
        height={INSETS.bottom}
        tick={AXIS_TEXT}
        tickLine={false}
        stroke="var(--chart-grid)"
      />
      <YAxis
        domain={yDomain}
        allowDataOverflow={isEmpty}
        ticks={yTickList}
        interval={0}
        width={INSETS.left}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={false}
        tickFormatter={formatY}
      />
      <Tooltip isAnimationActive={false} cursor={CURSOR} content={readout} />
      <Area
        dataKey="gap"
        type="linear"
        fill="var(--chart-gap)"
        fillOpacity={1}
        stroke="none"
        connectNulls
        isAnimationActive={false}
        activeDot={false}
      />
      <Line dataKey="train" {...LINE} stroke="var(--chart-train)" dot={hasDots && TRAIN_DOT} />
      <Line
        dataKey="validation"
        {...LINE}
        stroke="var(--chart-validation)"
        strokeDasharray="6 4"
        dot={hasDots && VALIDATION_DOT}
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
            // Neighbours take turns, so that changes close together stay legible.
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
  );
});
