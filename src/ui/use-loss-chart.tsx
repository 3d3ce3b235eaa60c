import { useMemo } from 'react';
import type { CurveChartProps } from '../charts/CurveChart.tsx';
import { lossAxisText, lossText } from './format.ts';
import { RunningBatchLine, RunningRates } from './RunningBatch.tsx';
import { useRoom } from './room-context.ts';
import { useBestEpoch } from './use-best-epoch.ts';
import { SMOOTHING_WEIGHTS, useSmoothing } from './use-chart-view.ts';
import { useCurves } from './use-curves.ts';
import type { DrawnRun } from './use-drawn-runs.ts';
import { useLossAxis } from './use-value-axis.ts';

/** A chart of the run on screen: the same for the screen, for paper and for files. */
export type RunChart = CurveChartProps & { readonly others: readonly DrawnRun[] };

export function useLossChart(): RunChart {
  const { rows, axis, marks, others } = useCurves('loss');
  const { valueAxis, placedRows } = useLossAxis(rows);
  const { best, judge } = useBestEpoch(axis.unit);
  const [smoothing] = useSmoothing();
  const hasSchedule = useRoom(
    ({ run }) => run !== undefined && (run.experiment.schedule !== 'constant' || run.experiment.warmupEpochs > 0),
  );
  const bestPoint = useMemo(() => {
    if (best === undefined || !Number.isFinite(best.loss) || (valueAxis.scale === 'log' && best.loss <= 0)) return;
    return { x: best.x, y: best.loss, label: judge === 'loss' ? 'best' : 'best by accuracy' };
  }, [best, judge, valueAxis]);
  const batch = useMemo(
    () => (
      <RunningBatchLine
        metric="losses"
        axis={axis}
        valueAxis={valueAxis}
        smoothing={SMOOTHING_WEIGHTS[smoothing]}
        format={lossAxisText}
      />
    ),
    [axis, valueAxis, smoothing],
  );
  // From the start of a run with a schedule to its end.
  const strip = useMemo(() => (hasSchedule ? <RunningRates axis={axis} /> : undefined), [hasSchedule, axis]);
  return {
    rows: placedRows,
    axis,
    valueAxis,
    formatY: lossAxisText,
    formatValue: lossText,
    marks,
    marksAt: 'top',
    best: bestPoint,
    others,
    batch,
    strip,
  };
}
