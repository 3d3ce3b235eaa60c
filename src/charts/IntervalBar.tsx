import type { Interval } from '../core/wilson.ts';
import './interval-bar.css';

/** Where the scale begins: above 80% the last fifth shows what the whole would hide. Two scales only, to be compared by eye. */
const HIGH_START = 0.8;

interface IntervalBarProps extends Interval {
  /** What was measured, within the interval, 0..1. */
  readonly value: number;
}

/** An interval of shares as a bar on a fixed scale; the numbers beside it are its words. */
export function IntervalBar({ low, high, value }: IntervalBarProps) {
  const start = low >= HIGH_START ? HIGH_START : 0;
  const percent = (share: number): string => `${(100 * (share - start)) / (1 - start)}%`;
  return (
    <div className="interval-bar" aria-hidden="true">
      <span>{start * 100}%</span>
      <div className="interval-scale">
        <div className="interval-range" style={{ left: percent(low), right: `calc(100% - ${percent(high)})` }} />
        <div className="interval-value" style={{ left: percent(value) }} />
      </div>
      <span>100%</span>
    </div>
  );
}
