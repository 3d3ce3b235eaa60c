import { useMemo } from 'react';
import { aboveZero, type CurveRow, valueRange } from '../charts/curve-rows.ts';
import { logTicks, type ValueAxis, valueTicks } from '../charts/value-axis.ts';
import { useRoom } from './room-context.ts';
import { useLossScale } from './use-chart-view.ts';

/** Guessing among ten classes: the natural logarithm of 10, rounded up. */
const UNTRAINED_LOSS = 2.5;

/** The loss axis that holds the running batch and all rows, and the rows that have a place on it. */
export function useLossAxis(rows: readonly CurveRow[]): { valueAxis: ValueAxis; placedRows: readonly CurveRow[] } {
  const [scale] = useLossScale();
  const highestBatch = useRoom((state) => state.steps.highestLoss);
  const lowestBatch = useRoom((state) => state.steps.lowestLoss);
  const placedRows = useMemo(() => (scale === 'log' ? aboveZero(rows) : rows), [scale, rows]);
  const range = useMemo(() => valueRange(placedRows), [placedRows]);
  const highest = Math.max(highestBatch, range.highest) || UNTRAINED_LOSS;
  const lowest = Math.min(lowestBatch, range.lowest);
  // The ticks change in strides: the chart is given the same ones until they do.
  const ticks = (scale === 'log' ? logTicks(lowest, highest) : valueTicks(highest)).join(' ');
  const valueAxis = useMemo(() => ({ scale, ticks: ticks.split(' ').map(Number) }), [scale, ticks]);
  return { valueAxis, placedRows };
}
