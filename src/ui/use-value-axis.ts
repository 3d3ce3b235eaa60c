import { useMemo } from 'react';
import { aboveZero, type CurveRow, valueRange } from '../charts/curve-rows.ts';
import { lossTicks, type Span, settledBatches, shareTicks } from '../charts/fitted-axis.ts';
import type { ValueAxis } from '../charts/value-axis.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useLossScale, useValueRange } from './use-chart-view.ts';

/** The loss axis, and the rows that have a place on it. */
export function useLossAxis(rows: readonly CurveRow[]): { valueAxis: ValueAxis; placedRows: readonly CurveRow[] } {
  const [scale] = useLossScale();
  const [range] = useValueRange();
  const settled = useSettledBatches('losses');
  const highestBatch = useRoom((state) => state.steps.highestLoss);
  const lowestBatch = useRoom((state) => state.steps.lowestLoss);
  const placedRows = useMemo(() => (scale === 'log' ? aboveZero(rows) : rows), [scale, rows]);
  const measured = useMemo(() => (placedRows.length === 0 ? undefined : valueRange(placedRows, 0)), [placedRows]);
  const batches = { lowest: lowestBatch, highest: highestBatch };
  return { valueAxis: useSameTicks(scale, lossTicks({ range, scale, measured, settled, batches })), placedRows };
}

/** The axis of accuracies. @param testLow the lower end of the test result's interval, where it is on the chart */
export function useAccuracyAxis(rows: readonly CurveRow[], testLow: number | undefined): ValueAxis {
  const [range] = useValueRange();
  const settled = useSettledBatches('accuracies');
  const measured = useMemo(() => {
    if (rows.length === 0) return undefined;
    const { lowest, highest } = valueRange(rows, Number.NEGATIVE_INFINITY);
    return { lowest: Math.min(lowest, testLow ?? 1), highest };
  }, [rows, testLow]);
  return useSameTicks('linear', shareTicks({ range, measured, settled }));
}

/** The ticks change in strides: the chart is given the same ones until they do. */
function useSameTicks(scale: ValueAxis['scale'], ticks: readonly number[]): ValueAxis {
  const joined = ticks.join(' ');
  return useMemo(() => ({ scale, ticks: joined.split(' ').map(Number) }), [scale, joined]);
}

/** Once for a run: as soon as its first epoch has been measured. */
function useSettledBatches(metric: 'losses' | 'accuracies'): Span | undefined {
  const room = useFittingRoom();
  const runId = useRoom(({ run }) => run?.id);
  const perEpoch = useRoom(({ run }) => (run === undefined ? 0 : stepsPerEpoch(run.experiment)));
  const isMeasured = useRoom(({ evaluations }) => evaluations.some(({ split }) => split !== 'test'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has other batches.
  return useMemo(
    () => (isMeasured ? settledBatches(room.store.getState().steps[metric], perEpoch) : undefined),
    [room, metric, runId, perEpoch, isMeasured],
  );
}
