import { type ScheduleForecast, schedulePolyline } from './schedule-points.ts';
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
  return (
    <svg
      className="schedule-curve"
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={description}
    >
      <path className="schedule-floor" d={`M0 ${HEIGHT}H${WIDTH}`} />
      <polyline
        className="schedule-line"
        data-open-ended={isOpenEnded || undefined}
        points={schedulePolyline({ points, peak }, WIDTH, HEIGHT)}
      />
    </svg>
  );
}
