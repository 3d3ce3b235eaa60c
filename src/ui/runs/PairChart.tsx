import { useMemo } from 'react';
import { CurveChart } from '../../charts/CurveChart.tsx';
import { valueRange, withOthers } from '../../charts/curve-rows.ts';
import { lossTicks, shareTicks } from '../../charts/fitted-axis.ts';
import { CurveFoot } from '../CurveFoot.tsx';
import { CurveFrame } from '../CurveFrame.tsx';
import { lossText, percentText } from '../format.ts';
import { Panel } from '../Panel.tsx';
import { RangeChoice } from '../RangeChoice.tsx';
import { useValueRange, useXUnit } from '../use-chart-view.ts';
import { axisEndOfRun, rowsOf } from '../use-curves.ts';
import type { DrawnRun } from '../use-drawn-runs.ts';

interface PairChartProps {
  readonly metric: 'loss' | 'accuracy';
  readonly drawn: readonly DrawnRun[];
}

const NO_MARKS = [] as const;
const FORMS = {
  loss: { title: 'Loss', axis: (value: number) => String(Number(value.toPrecision(3))), value: lossText, at: 'top' },
  accuracy: {
    title: 'Accuracy',
    axis: (value: number) => `${Math.round(value * 100)}%`,
    value: percentText,
    at: 'bottom',
  },
} as const;

/** The curves of two runs: train as a line, validation dashed. */
export function PairChart({ metric, drawn }: PairChartProps) {
  const [unit] = useXUnit();
  const [range] = useValueRange();
  const { title, axis: formatY, value: formatValue, at } = FORMS[metric];
  const rows = useMemo(
    () =>
      withOthers(
        [],
        drawn.map(({ run }) => rowsOf(run, unit, metric)),
      ),
    [drawn, unit, metric],
  );
  const axis = useMemo(
    () => ({ unit, end: Math.max(...drawn.map(({ run }) => axisEndOfRun(run, unit))) }),
    [drawn, unit],
  );
  const valueAxis = useMemo(() => {
    const measured = rows.length === 0 ? undefined : valueRange(rows, Number.NEGATIVE_INFINITY);
    // Without their batches.
    const fitting = { range, scale: 'linear', measured, settled: undefined, batches: undefined } as const;
    return { scale: 'linear', ticks: metric === 'loss' ? lossTicks(fitting) : shareTicks(fitting) } as const;
  }, [rows, metric, range]);
  return (
    <Panel title={title} detail="train solid, validation dashed" area={`pair-${metric}`}>
      <CurveFrame label={`${title} of two runs over epochs`} others={drawn}>
        <CurveChart
          rows={rows}
          axis={axis}
          valueAxis={valueAxis}
          formatY={formatY}
          formatValue={formatValue}
          marks={NO_MARKS}
          marksAt={at}
          others={drawn}
        />
      </CurveFrame>
      <CurveFoot axis={axis} choices={metric === 'accuracy' && <RangeChoice />}>
        {null}
      </CurveFoot>
    </Panel>
  );
}
