import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CurveChart } from '../charts/CurveChart.tsx';
import type { RunMark } from '../state/room-state.ts';
import { ChartChoice } from './ChartChoice.tsx';
import { CurveFoot } from './CurveFoot.tsx';
import { CurveFrame } from './CurveFrame.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { EpochsTable } from './EpochsTable.tsx';
import { lowestLoss } from './epoch-summaries.ts';
import { lossAxisText, lossText } from './format.ts';
import { Panel } from './Panel.tsx';
import { RunningBatchLine, RunningBatchValue, RunningRates } from './RunningBatch.tsx';
import { useRoom } from './room-context.ts';
import { useBestEpoch } from './use-best-epoch.ts';
import { SMOOTHING_WEIGHTS, useLossScale, useSmoothing } from './use-chart-view.ts';
import { useCurves } from './use-curves.ts';
import { useLossAxis } from './use-loss-axis.ts';

const NO_MARKS: readonly RunMark[] = [];

/** Loss over a run, and its epochs as a table. */
export function LossPanel() {
  const { rows, axis, marks, others } = useCurves('loss');
  const { valueAxis, placedRows } = useLossAxis(rows);
  const { summaries, best, judge } = useBestEpoch(axis.unit);
  const hasRun = useRoom((state) => state.run !== undefined);
  const hasSchedule = useRoom(
    ({ run }) => run !== undefined && (run.experiment.schedule !== 'constant' || run.experiment.warmupEpochs > 0),
  );
  const runMarks = useRoom((state) => state.run?.marks ?? NO_MARKS);
  const [isTableShown, showTable] = useState(false);
  const [smoothing] = useSmoothing();
  const last = summaries.at(-1);
  const lowest = lowestLoss(summaries);
  const train = last?.train && lossText(last.train.loss);
  const validation = last?.validation && lossText(last.validation.loss);
  const bestPoint = useMemo(
    () =>
      best &&
      Number.isFinite(best.loss) &&
      (valueAxis.scale === 'linear' || best.loss > 0) && {
        x: best.x,
        y: best.loss,
        label: judge === 'loss' ? 'best' : 'best by accuracy',
      },
    [best, judge, valueAxis],
  );
  return (
    <Panel
      title="Loss"
      area="loss"
      actions={
        <>
          <CurveLegend
            batch={<RunningBatchValue metric="losses" format={lossText} />}
            train={train}
            validation={validation}
          />
          <Button
            size="compact-xs"
            variant="default"
            aria-pressed={isTableShown}
            onClick={() => showTable(!isTableShown)}
          >
            Table
          </Button>
        </>
      }
    >
      <CurveFrame
        others={others}
        legendAt="top"
        className={hasSchedule ? 'curve curve-above-rates' : 'curve'}
        label={
          last === undefined
            ? 'Loss over epochs; no epoch has ended yet'
            : `Loss over epochs. After epoch ${last.epoch}: train ${train ?? 'not measured'}, validation ${validation ?? 'not measured'}`
        }
      >
        <RunningBatchLine metric="losses" axis={axis} valueAxis={valueAxis} smoothing={SMOOTHING_WEIGHTS[smoothing]} />
        <CurveChart
          rows={placedRows}
          axis={axis}
          valueAxis={valueAxis}
          formatY={lossAxisText}
          formatValue={lossText}
          marks={marks}
          marksAt="top"
          best={bestPoint || undefined}
          others={others}
        />
      </CurveFrame>
      {hasSchedule && (
        <div className="curve-rates" translate="no">
          <RunningRates axis={axis} />
        </div>
      )}
      {!hasRun && others.length === 0 && (
        <p className="curve-hint">
          <span>The loss of each batch, and of the train and validation images after each epoch</span>
        </p>
      )}
      <CurveFoot axis={axis} choices={<LossChoices />}>
        {lowest && (
          <span>
            lowest validation <span translate="no">{lossText(lowest.loss)}</span> at epoch{' '}
            <span translate="no">{lowest.epoch}</span>
          </span>
        )}
      </CurveFoot>
      <EpochsTable summaries={summaries} marks={runMarks} isShown={isTableShown} />
    </Panel>
  );
}

function LossChoices() {
  const [scale, setScale] = useLossScale();
  const [smoothing, setSmoothing] = useSmoothing();
  return (
    <>
      <ChartChoice
        label="Loss axis"
        hint="A logarithmic axis shows how small losses differ."
        value={scale}
        choices={[
          ['linear', 'linear'],
          ['log', 'log'],
        ]}
        onChange={setScale}
      />
      <ChartChoice
        label="Batch loss smoothing"
        hint="Draws a moving average of the batch loss over its raw line. Train and validation are never smoothed."
        value={smoothing}
        choices={[
          ['off', 'raw'],
          ['some', 'smooth'],
          ['more', 'smoother'],
        ]}
        onChange={setSmoothing}
      />
    </>
  );
}
