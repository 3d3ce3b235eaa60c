import { memo } from 'react';
import { SMALL_SIDE, type SmallPoint, smallLine } from './small-line.ts';

/** How a number went over time; the number itself stands beside it. */
export const SmallLine = memo(function SmallLine({ points }: { readonly points: readonly SmallPoint[] }) {
  return (
    <svg
      className="small-line"
      viewBox={`0 -4 ${SMALL_SIDE} ${SMALL_SIDE + 8}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path
        d={smallLine(points)}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
});
