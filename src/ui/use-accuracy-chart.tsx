import { useMemo } from 'react';
import { percentAxisText, percentText } from './format.ts';
import { RunningBatchLine } from './RunningBatch.tsx';
import { useBestEpoch } from './use-best-epoch.ts';
import { useCurves } from './use-curves.ts';
import type { RunChart } from './use-loss-chart.tsx';
import { useTestPoint } from './use-test-point.ts';
import { useAccuracyAxis } from './use-value-axis.ts';

/** What lies between train and validation is shaded. */
export function useAccuracyChart(): RunChart {
  const { rows, axis, marks, others } = useCurves('accuracy');
  const { best, judge } = useBestEpoch(axis.unit);
  const test = useTestPoint(axis.unit);
  const valueAxis = useAccuracyAxis(rows, test?.low);
  const bestPoint = useMemo(
    () => best && { x: best.x, y: best.accuracy, label: judge === 'accuracy' ? 'best' : 'best by loss' },
    [best, judge],
  );
  const batch = useMemo(
    () => <RunningBatchLine metric="accuracies" axis={axis} valueAxis={valueAxis} format={percentText} />,
    [axis, valueAxis],
  );
  return {
    rows,
    axis,
    valueAxis,
    formatY: percentAxisText,
    formatValue: percentText,
    marks,
    marksAt: 'bottom',
    best: bestPoint,
    test,
    others,
    batch,
  };
}
