import { linePath, PATH_SIDE } from './line-path.ts';
import { positionAfter, type RunClock, type TrainingAxis } from './training-axis.ts';

export interface RateStripProps {
  /** The learning rate of each step, from step 0. */
  readonly rates: Float32Array;
  readonly clock: RunClock;
  readonly axis: TrainingAxis;
  /** The latest rate in words. */
  readonly text: string;
}

/** The learning rate over the steps as a thin line of its own, from 0 to its highest, on the axis of the chart above. */
export function RateStrip({ rates, clock, axis, text }: RateStripProps) {
  const highest = rates.reduce((high, rate) => Math.max(high, rate), 0);
  const placement = {
    across: (index: number) => positionAfter(index, axis.unit, clock) / axis.end,
    up: (rate: number) => (highest > 0 ? rate / highest : 0),
  };
  return (
    <div className="rate-strip" aria-hidden="true">
      <span className="rate-value">{text}</span>
      <svg
        className="rate-line"
        viewBox={`0 0 ${PATH_SIDE} ${PATH_SIDE}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={linePath(rates, placement)} />
      </svg>
      <span className="rate-name">learning rate</span>
    </div>
  );
}
