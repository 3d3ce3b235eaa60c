import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CurveChart } from '../charts/CurveChart.tsx';
import { highestValue, valueTicks } from '../charts/curve-rows.ts';
import { CurveFoot } from './CurveFoot.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { EpochsTable } from './EpochsTable.tsx';
import { epochSummaries, lowestLoss } from './epoch-summaries.ts';
import { lossText } from './format.ts';
import { Panel } from './Panel.tsx';
import { RunningBatchLine, RunningBatchValue } from './RunningBatch.tsx';
import { useRoom } from './room-context.ts';
import { useCurves } from './use-curves.ts';
import { useDrawnEvaluations } from './use-drawn-evaluations.ts';

/** Guessing among ten classes: the natural logarithm of 10, rounded up. */
const UNTRAINED_LOSS = 2.5;

/** Loss over epochs, and the same epochs as a table. */
export function LossPanel() {
  const { rows, xEnd, marks } = useCurves('loss');
  const evaluations = useDrawnEvaluations();
  const highestLoss = useRoom((state) => state.steps.highestLoss);
  const hasRun = useRoom((state) => state.run !== undefined);
  const [isTableShown, showTable] = useState(false);
  const judge = useRoom(({ run, draft }) => (run?.experiment ?? draft).judge);
  const summaries = useMemo(() => epochSummaries(evaluations, judge), [evaluations, judge]);
  const yTicks = useMemo(
    () => valueTicks(Math.max(highestLoss, highestValue(rows)) || UNTRAINED_LOSS),
    [highestLoss, rows],
  );
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
      <div
        role="img"
        className="curve"
        aria-label={
          last === undefined
            ? 'Loss over epochs; no epoch has ended yet'
            : `Loss over epochs. After epoch ${last.epoch}: train ${train ?? 'not measured'}, validation ${validation ?? 'not measured'}`
        }
      >
        <RunningBatchLine metric="losses" xEnd={xEnd} yEnd={yTicks.at(-1) ?? 1} />
        <CurveChart rows={rows} xEnd={xEnd} yTicks={yTicks} formatY={axisLoss} marks={marks} marksAt="top" />
      </div>
      {!hasRun && (
        <p className="curve-hint">
          <span>The loss of each batch, and of the train and validation images after each epoch</span>
        </p>
      )}
      <CurveFoot>
        {lowest && (
          <span>
            lowest validation {lossText(lowest.loss)} at epoch {lowest.epoch}
          </span>
        )}
      </CurveFoot>
      <EpochsTable summaries={summaries} isShown={isTableShown} />
    </Panel>
  );
}

function axisLoss(value: number): string {
  return value >= 1000 ? value.toExponential(0) : String(Number(value.toPrecision(3)));
}
