import { Button } from '@mantine/core';
import { useState } from 'react';
import { CurveChart } from '../charts/CurveChart.tsx';
import type { RunMark } from '../state/room-state.ts';
import { ChartChoice } from './ChartChoice.tsx';
import { CurveFoot } from './CurveFoot.tsx';
import { CurveFrame } from './CurveFrame.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { EpochsTable } from './EpochsTable.tsx';
import { lowestLoss } from './epoch-summaries.ts';
import { lossText } from './format.ts';
import { Panel } from './Panel.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { RunningBatchValue } from './RunningBatch.tsx';
import { useRoom } from './room-context.ts';
import { useBestEpoch } from './use-best-epoch.ts';
import { useChartText, useLossScale, useSmoothing } from './use-chart-view.ts';
import { useLossChart } from './use-loss-chart.tsx';

const NO_MARKS: readonly RunMark[] = [];

/** Loss over a run, and its epochs as a table. */
export function LossPanel() {
  const chart = useLossChart();
  const textSize = useChartText();
  const { axis, others } = chart;
  const { summaries } = useBestEpoch(axis.unit);
  const hasRun = useRoom((state) => state.run !== undefined);
  const runMarks = useRoom((state) => state.run?.marks ?? NO_MARKS);
  const [isTableShown, showTable] = useState(false);
  const last = summaries.at(-1);
  const lowest = lowestLoss(summaries);
  const train = last?.train && lossText(last.train.loss);
  const validation = last?.validation && lossText(last.validation.loss);
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
        label={
          last === undefined
            ? 'Loss over epochs; no epoch has finished yet'
            : `Loss over epochs. After epoch ${last.epoch}: train ${train ?? 'not evaluated'}, validation ${validation ?? 'not evaluated'}`
        }
      >
        <CurveChart {...chart} textSize={textSize} />
      </CurveFrame>
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
        hint="A logarithmic axis shows differences between small losses."
        value={scale}
        choices={[
          ['linear', 'linear'],
          ['log', 'log'],
        ]}
        onChange={setScale}
      />
      <RangeChoice />
      <ChartChoice
        label="Batch loss smoothing"
        hint="Draws a moving average over the raw batch loss. Train and validation are never smoothed."
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
