import { useContext, useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { smoothSeries } from '../core/smoothing.ts';
import { ChartTextSize, fittingWords } from './chart-text.ts';
import { clippedBatches, clippedWords } from './clipped-batches.ts';
import { linePath } from './line-path.ts';
import { positionAfter, type RunClock, type TrainingAxis } from './training-axis.ts';
import type { ValueAxis } from './value-axis.ts';

export interface BatchLineProps {
  /** One a step, from step 0. */
  readonly values: Float32Array;
  readonly clock: RunClock;
  readonly axis: TrainingAxis;
  readonly valueAxis: ValueAxis;
  /** Weight of the moving average drawn over the raw line; 0 draws the raw line alone. */
  readonly smoothing?: number;
  /** For the words on what is clipped. */
  readonly format: (value: number) => string;
}

/** Half of a line that runs along the plot's edge is outside of it. */
const EDGE = 1;

/** Farther outside of the plot than this many of its heights a line is as good as upright. */
const FAR = 20;

/**
 * The running batch, within a `CurveChart` of the same axes and behind its curves. It is drawn several times a second while
 * the chart around it is drawn once an epoch: as one of the chart's own lines it would cost the page more time than the
 * engine can spare. What is beyond the axis is clipped, and a line above the plot says of it how far it goes.
 */
export function BatchLine({ values, clock, axis, valueAxis, smoothing = 0, format }: BatchLineProps) {
  const clipId = useId();
  const textSize = useContext(ChartTextSize);
  const plot = usePlotArea();
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (plot === undefined || toX === undefined || toY === undefined) return null;
  const placement = {
    across: (index: number) => toX(positionAfter(index, axis.unit, clock)),
    down: (value: number) => {
      const y = toY(value);
      const reach = FAR * plot.height;
      return y === undefined ? undefined : Math.min(plot.y + reach, Math.max(plot.y - reach, y));
    },
  };
  const clipped = clippedBatches(values, valueAxis, clock.stepsPerEpoch);
  return (
    <g>
      <clipPath id={clipId}>
        <rect
          x={plot.x - EDGE}
          y={plot.y - EDGE}
          width={Math.max(0, plot.width + 2 * EDGE)}
          height={Math.max(0, plot.height + 2 * EDGE)}
        />
      </clipPath>
      <g className="batch-line" clipPath={`url(#${clipId})`}>
        <path
          className={smoothing > 0 ? 'batch-raw batch-ghost' : 'batch-raw'}
          d={linePath(values, placement)}
          strokeWidth={values.length === 1 ? 4 : 1}
        />
        {smoothing > 0 && <path className="batch-smooth" d={linePath(smoothSeries(values, smoothing), placement)} />}
      </g>
      {clipped && (
        <text className="chart-note clip-note" x={plot.x} y={plot.y - textSize * 0.3} fontSize={textSize}>
          {fittingWords(clippedWords(clipped, format), plot.width, textSize)}
        </text>
      )}
    </g>
  );
}
