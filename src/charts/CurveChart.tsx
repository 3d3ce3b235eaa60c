import { memo, useMemo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import { BestPoint, type NamedPoint } from './BestPoint.tsx';
import { CurveReadout } from './CurveReadout.tsx';
import type { CurveRow } from './curve-rows.ts';
import { MarkLines } from './MarkLines.tsx';
import type { CurveMark } from './mark-layout.ts';
import { type IntervalPoint, TestPoint } from './TestPoint.tsx';
import { axisTicks, type TrainingAxis, tickText } from './training-axis.ts';
import type { ValueAxis } from './value-axis.ts';
import './curve-chart.css';

export interface CurveChartProps {
  readonly rows: readonly CurveRow[];
  readonly axis: TrainingAxis;
  readonly valueAxis: ValueAxis;
  readonly formatY: (value: number) => string;
  /** The same, as the pointer reads it: with more digits. */
  readonly formatValue: (value: number) => string;
  readonly marks: readonly CurveMark[];
  /** Where the names of the marks stand: away from the curves. */
  readonly marksAt: 'top' | 'bottom';
  readonly best?: NamedPoint | undefined;
  readonly test?: IntervalPoint | undefined;
  /** What the earlier run whose values are in the rows is called; undefined without one. */
  readonly earlierName: string | undefined;
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

const EARLIER_LINE = { ...LINE, strokeWidth: 1.25, strokeOpacity: 0.6, dot: false, activeDot: false } as const;

/** Train and validation over a run: raw values only, nothing smoothed; those of an earlier run faintly behind. */
export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { rows, axis, valueAxis, formatY, formatValue, marks, marksAt, best, test, earlierName } = props;
  // Without data the axes are drawn only with overflow allowed; with it, dots at the edges would be cut in half.
  const isEmpty = rows.length === 0;
  const hasDots = rows.length <= DOTTED_EPOCHS_LIMIT;
  const data = useMemo(() => [...rows], [rows]);
  const xDomain = useMemo(() => [0, axis.end], [axis]);
  const xTicks = useMemo(() => axisTicks(axis), [axis]);
  const formatX = useMemo(() => (x: number) => tickText(axis, x), [axis]);
  const { scale, ticks } = valueAxis;
  const yDomain = useMemo(() => [ticks[0] ?? 0, ticks.at(-1) ?? 1], [ticks]);
  const yTicks = useMemo(() => [...ticks], [ticks]);
  const readout = useMemo(() => <CurveReadout axis={axis} formatY={formatValue} />, [axis, formatValue]);
  return (
    <ComposedChart responsive style={FILL} data={data} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
      <XAxis
        dataKey="x"
        type="number"
        domain={xDomain}
        allowDataOverflow={isEmpty}
        ticks={xTicks}
        tickFormatter={formatX}
        height={INSETS.bottom}
        tick={AXIS_TEXT}
        tickLine={false}
        stroke="var(--chart-grid)"
      />
      <YAxis
        scale={scale}
        domain={yDomain}
        allowDataOverflow={isEmpty || scale === 'log'}
        ticks={yTicks}
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
      {earlierName && <Line dataKey="earlierTrain" {...EARLIER_LINE} stroke="var(--chart-train)" />}
      {earlierName && (
        <Line dataKey="earlierValidation" {...EARLIER_LINE} stroke="var(--chart-validation)" strokeDasharray="6 4" />
      )}
      <Line dataKey="train" {...LINE} stroke="var(--chart-train)" dot={hasDots && TRAIN_DOT} />
      <Line
        dataKey="validation"
        {...LINE}
        stroke="var(--chart-validation)"
        strokeDasharray="6 4"
        dot={hasDots && VALIDATION_DOT}
      />
      <MarkLines marks={marks} earlierName={earlierName} at={marksAt} />
      {best && <BestPoint {...best} />}
      {test && <TestPoint {...test} />}
    </ComposedChart>
  );
});
