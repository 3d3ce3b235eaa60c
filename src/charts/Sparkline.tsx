import { memo } from 'react';
import { isNumber } from './line-path.ts';
import { sparklinePath, sparklinePoint } from './sparkline-path.ts';
import './sparkline.css';

export interface SparklineProps {
  /** Shares 0..1, one an epoch; never changed in place. */
  readonly values: readonly number[];
  /** The share at the foot; 1 is at the top. */
  readonly low: number;
  /** Index of the value to mark. */
  readonly marked: number;
  /** What it shows, in words. */
  readonly label: string;
}

const WIDTH = 38;
const HEIGHT = 11;
/** Room for the line's width and the mark. */
const MARGIN = 2.5;

/** A line the size of a word. */
export const Sparkline = memo(function Sparkline({ values, low, marked, label }: SparklineProps) {
  const value = values[marked];
  const at = !isNumber(value) ? undefined : sparklinePoint(values.length, marked, value, low, WIDTH, HEIGHT);
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={label}
      width={WIDTH + 2 * MARGIN}
      height={HEIGHT + 2 * MARGIN}
      viewBox={`${-MARGIN} ${-MARGIN} ${WIDTH + 2 * MARGIN} ${HEIGHT + 2 * MARGIN}`}
    >
      <path d={sparklinePath(values, low, WIDTH, HEIGHT)} />
      {at && <circle cx={at.x} cy={at.y} r="2" />}
    </svg>
  );
});
