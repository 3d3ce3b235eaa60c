import { batchPath, PATH_SIDE } from './batch-path.ts';

export interface BatchLineProps {
  /** One a step, from step 0. */
  readonly values: Float32Array;
  readonly stepsPerEpoch: number;
  readonly xEnd: number;
  readonly yEnd: number;
}

/**
 * The running batch, behind a `CurveChart` of the same axes. It is drawn several times a second while the chart is drawn
 * once an epoch: as one of the chart's own lines it would cost the page more time than the engine can spare.
 */
export function BatchLine({ values, stepsPerEpoch, xEnd, yEnd }: BatchLineProps) {
  return (
    <svg className="batch-line" viewBox={`0 0 ${PATH_SIDE} ${PATH_SIDE}`} preserveAspectRatio="none" aria-hidden="true">
      <path
        d={batchPath(values, stepsPerEpoch, xEnd, yEnd)}
        fill="none"
        stroke="var(--chart-batch)"
        strokeWidth={values.length === 1 ? 4 : 1}
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
