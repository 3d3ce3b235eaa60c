import { Fragment, memo, type ReactNode, useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  DefaultZIndexes,
  Line,
  Tooltip,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import { BestPoint, type NamedPoint } from './BestPoint.tsx';
import { CurveReadout } from './CurveReadout.tsx';
import { ChartTextSize, TEXT_SIZE } from './chart-text.ts';
import { curveLayout } from './curve-layout.ts';
import type { CurveRow, SplitValues } from './curve-rows.ts';
import { MarkLines } from './MarkLines.tsx';
import type { CurveMark } from './mark-layout.ts';
import { OtherNames } from './OtherNames.tsx';
import { OTHER_RUNS_LIMIT, type OtherRun, otherColour, otherNameWidth } from './other-runs.ts';
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
  /** Where the names of the marks and of the other runs stand: away from the curves. */
  readonly marksAt: 'top' | 'bottom';
  readonly best?: NamedPoint | undefined;
  readonly test?: IntervalPoint | undefined;
  /** The other runs whose values are in the rows, at the same places. */
  readonly others: readonly OtherRun[];
  /** A `BatchLine`, the same element while nothing about it changes: it sees to its own redrawing. */
  readonly batch?: ReactNode;
  /** A `RateStrip`, likewise. */
  readonly strip?: ReactNode;
  /** In pixels, less where there is less room: it shrinks as a whole. Undefined fills what is around it. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
  readonly textSize?: number;
}

// Everything that stays the same is made once: the chart redoes its axes for each new object it is given.
const FILL = { position: 'relative', width: '100%', height: '100%' } as const;
const CURSOR = { stroke: 'var(--chart-axis)', strokeDasharray: '2 3' } as const;

/** Dots of more epochs would hide the lines between them. */
const DOTTED_EPOCHS_LIMIT = 40;

const LINE = { type: 'linear', strokeWidth: 2, connectNulls: true, isAnimationActive: false } as const;
const TRAIN_DOT = { className: 'own-line', r: 2.5, fill: 'var(--chart-train)', strokeWidth: 0 } as const;
const VALIDATION_DOT = {
  className: 'own-line',
  r: 3,
  fill: 'var(--chart-surface)',
  stroke: 'var(--chart-validation)',
  strokeWidth: 1.5,
  strokeDasharray: '',
} as const;

const OTHER_LINE = { ...LINE, strokeWidth: 1.25, activeDot: false } as const;
/** A run of one epoch has no line. */
const OTHER_DOT = { r: 2, strokeWidth: 1, strokeDasharray: '' } as const;
/** A line this thin is hard to point at. */
const HIT_LINE = { ...OTHER_LINE, dot: false, stroke: 'transparent', strokeWidth: 9, tooltipType: 'none' } as const;

/** Words must be read across lines and dots. */
const ABOVE_LINES = DefaultZIndexes.label;

/** The same functions each time: the chart redoes a line for a new one. */
const otherValue = (place: number, split: keyof SplitValues) => (row: CurveRow) => row.others?.[place]?.[split];
const OTHER_PLACES = Array.from({ length: OTHER_RUNS_LIMIT }, (_, place) => ({
  train: otherValue(place, 'train'),
  validation: otherValue(place, 'validation'),
}));

function fixedSize({ width, height }: { readonly width: number; readonly height: number }) {
  const style = { width: '100%', maxWidth: width, height: 'auto', aspectRatio: `${width} / ${height}` };
  return { width, height, style };
}

/**
 * Train and validation over a run: raw values only, nothing smoothed; those of other runs thinly behind. Each line of
 * another run has the class `other-N` of its place, and those of the run itself `own-line`, for styles and pointers.
 *
 * The one picture of the curves, on screen, on paper and in files: every layer is drawn within one SVG, by its scales.
 */
export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { rows, axis, valueAxis, formatY, formatValue, marks, marksAt, best, test, others } = props;
  const { batch, strip, size, textSize = TEXT_SIZE } = props;
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
  const readout = useMemo(
    () => <CurveReadout axis={axis} formatY={formatValue} otherNames={others.map(({ name }) => name)} />,
    [axis, formatValue, others],
  );
  const reserved = useMemo(() => others.map((other) => otherNameWidth(other, textSize)), [others, textSize]);
  const hasStrip = strip !== undefined;
  const layout = useMemo(() => curveLayout(textSize, hasStrip), [textSize, hasStrip]);
  const margin = useMemo(() => ({ top: layout.top, right: layout.right, bottom: layout.strip, left: 0 }), [layout]);
  const axisText = useMemo(() => ({ fill: 'var(--chart-axis)', fontSize: textSize }), [textSize]);
  const sizing = useMemo(() => (size ? fixedSize(size) : { responsive: true, style: FILL }), [size]);
  return (
    <ChartTextSize value={textSize}>
      <ComposedChart {...sizing} data={data} margin={margin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
        <XAxis
          dataKey="x"
          type="number"
          domain={xDomain}
          allowDataOverflow={isEmpty}
          ticks={xTicks}
          tickFormatter={formatX}
          height={layout.axis}
          tick={axisText}
          tickLine={false}
          stroke="var(--chart-grid)"
        />
        <YAxis
          scale={scale}
          domain={yDomain}
          allowDataOverflow={isEmpty || scale === 'log'}
          ticks={yTicks}
          interval={0}
          width={layout.left}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          tickFormatter={formatY}
        />
        <Tooltip isAnimationActive={false} cursor={CURSOR} content={readout} />
        {batch}
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
        {OTHER_PLACES.slice(0, others.length).map(({ train, validation }, place) => {
          const stroke = otherColour(place);
          const name = `other-line other-${place}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart.
            <Fragment key={place}>
              <Line
                dataKey={train}
                {...OTHER_LINE}
                dot={hasDots && { ...OTHER_DOT, className: name, fill: stroke }}
                stroke={stroke}
                className={name}
              />
              <Line
                dataKey={validation}
                {...OTHER_LINE}
                dot={hasDots && { ...OTHER_DOT, className: name, fill: 'var(--chart-surface)' }}
                stroke={stroke}
                strokeDasharray="6 4"
                className={name}
              />
              <Line dataKey={validation} {...HIT_LINE} className={name} />
            </Fragment>
          );
        })}
        <Line dataKey="train" {...LINE} className="own-line" stroke="var(--chart-train)" dot={hasDots && TRAIN_DOT} />
        <Line
          dataKey="validation"
          {...LINE}
          className="own-line"
          stroke="var(--chart-validation)"
          strokeDasharray="6 4"
          dot={hasDots && VALIDATION_DOT}
        />
        <ZIndexLayer zIndex={ABOVE_LINES}>
          <MarkLines marks={marks} reserved={reserved} at={marksAt} />
          {best && <BestPoint {...best} />}
          {test && <TestPoint {...test} />}
          {others.length > 0 && <OtherNames others={others} at={marksAt} />}
        </ZIndexLayer>
        {strip}
      </ComposedChart>
    </ChartTextSize>
  );
});
