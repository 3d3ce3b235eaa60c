import { smoothSeries } from '../core/smoothing.ts';
import { linePath, PATH_SIDE } from './line-path.ts';
import { positionAfter, type RunClock, type TrainingAxis } from './training-axis.ts';
import { heightOf, type ValueAxis } from './value-axis.ts';

export interface BatchLineProps {
  /** One a step, from step 0. */
  readonly values: Float32Array;
  readonly clock: RunClock;
  readonly axis: TrainingAxis;
  readonly valueAxis: ValueAxis;
  /** Weight of the moving average drawn over the raw line; 0 draws the raw line alone. */
  readonly smoothing?: number;
}

/**
 * The running batch, behind a `CurveChart` of the same axes. It is drawn several times a second while the chart is drawn
 * once an epoch: as one of the chart's own lines it would cost the page more time than the engine can spare.
 */
export function BatchLine({ values, clock, axis, valueAxis, smoothing = 0 }: BatchLineProps) {
  const placement = {
    across: (index: number) => positionAfter(index, axis.unit, clock) / axis.end,
    up: (value: number) => heightOf(valueAxis, value),
  };
  return (
    <svg className="batch-line" viewBox={`0 0 ${PATH_SIDE} ${PATH_SIDE}`} preserveAspectRatio="none" aria-hidden="true">
      <path
        className={smoothing > 0 ? 'batch-raw batch-ghost' : 'batch-raw'}
        d={linePath(values, placement)}
        strokeWidth={values.length === 1 ? 4 : 1}
      />
      {smoothing > 0 && <path className="batch-smooth" d={linePath(smoothSeries(values, smoothing), placement)} />}
    </svg>
  );
}
