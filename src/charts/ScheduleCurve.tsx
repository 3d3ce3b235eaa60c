import type { ScheduleForecast } from './schedule-points.ts';
import './schedule-curve.css';

const WIDTH = 100;
const HEIGHT = 40;

interface ScheduleCurveProps extends Pick<ScheduleForecast, 'points' | 'peak'> {
  /** The run itself decides when the rate falls: dashed. */
  readonly isOpenEnded: boolean;
  /** The curve in words. */
  readonly description: string;
}

/** The learning rate over a run, small: from the first step to the last, from 0 to the peak. */
export function ScheduleCurve({ points, peak, isOpenEnded, description }: ScheduleCurveProps) {
  // A run of one step has one point: drawn as a level line.
  const drawn = points.length === 1 ? points.flatMap((point) => [point, { ...point, share: 1 }]) : points;
  const line = drawn
    .map(({ share, rate }) => `${(share * WIDTH).toFixed(2)},${(HEIGHT * (1 - rate / (peak || 1))).toFixed(2)}`)
    .join(' ');
  return (
    <svg
      className="schedule-curve"
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={description}
    >
      <path className="schedule-floor" d={`M0 ${HEIGHT}H${WIDTH}`} />
      <polyline className="schedule-line" data-open-ended={isOpenEnded || undefined} points={line} />
    </svg>
  );
}
