import { useContext } from 'react';
import { usePlotArea, useXAxisScale } from 'recharts';
import { ChartTextSize } from './chart-text.ts';
import { stripSpan } from './curve-layout.ts';
import { linePath } from './line-path.ts';
import { positionAfter, type RunClock, type TrainingAxis } from './training-axis.ts';

export interface RateStripProps {
  /** The learning rate of each step, from step 0. */
  readonly rates: Float32Array;
  readonly clock: RunClock;
  readonly axis: TrainingAxis;
  /** The latest rate in words. */
  readonly text: string;
}

/**
 * The learning rate over the steps as a thin line of its own, from 0 to its highest: in the band that a `CurveChart` keeps
 * for it below the labels of its training axis.
 */
export function RateStrip({ rates, clock, axis, text }: RateStripProps) {
  const textSize = useContext(ChartTextSize);
  const plot = usePlotArea();
  const toX = useXAxisScale();
  if (plot === undefined || toX === undefined) return null;
  const [top, bottom] = stripSpan(plot.y + plot.height, textSize);
  const highest = rates.reduce((high, rate) => Math.max(high, rate), 0);
  const placement = {
    across: (index: number) => toX(positionAfter(index, axis.unit, clock)),
    down: (rate: number) => bottom - (highest > 0 ? rate / highest : 0) * (bottom - top),
  };
  return (
    <g className="rate-strip" fontSize={textSize}>
      <path className="rate-line" d={linePath(rates, placement)} />
      {/* The latest rate stands where the chart above has its values, the name where schedules have fallen. */}
      <text className="rate-value" x={plot.x - 6} y={bottom - 1} textAnchor="end">
        {text}
      </text>
      <text className="chart-note rate-name" x={plot.x + plot.width} y={bottom - 1} textAnchor="end">
        learning rate
      </text>
    </g>
  );
}
