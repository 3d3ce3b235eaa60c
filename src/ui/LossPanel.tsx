import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CurveChart } from '../charts/CurveChart.tsx';
import { highestValue, valueTicks } from '../charts/curve-rows.ts';
import { CurveFoot } from './CurveFoot.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { EpochsTable } from './EpochsTable.tsx';
import { type EpochSummary, epochSummaries } from './epoch-summaries.ts';
import { lossText } from './format.ts';
import { Panel } from './Panel.tsx';
import { useRoom } from './room-context.ts';
import { useCurves } from './use-curves.ts';

/** Guessing among ten classes: the natural logarithm of 10, rounded up. */
const UNTRAINED_LOSS = 2.5;

/** Loss over epochs, and the same epochs as a table. */
export function LossPanel() {
  const { rows, xEnd, marks } = useCurves('loss');
  const evaluations = useRoom((state) => state.evaluations);
  const batch = useRoom((state) => state.steps.losses.at(-1));
  const hasRun = useRoom((state) => state.run !== undefined);
  const summaries = useMemo(() => epochSummaries(evaluations), [evaluations]);
  const [isTableShown, showTable] = useState(false);
  const yTicks = useMemo(() => valueTicks(rows.length === 0 ? UNTRAINED_LOSS : highestValue(rows)), [rows]);
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
            values={{
              ...(batch === undefined ? {} : { batch: lossText(batch) }),
              ...(train === undefined ? {} : { train }),
              ...(validation === undefined ? {} : { validation }),
            }}
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
      <CurveChart
        rows={rows}
        xEnd={xEnd}
        yTicks={yTicks}
        formatY={axisLoss}
        marks={marks}
        marksAt="top"
        description={
          last === undefined
            ? 'Loss over epochs; no epoch has ended yet'
            : `Loss over epochs. After epoch ${last.epoch}: train ${train ?? 'not measured'}, validation ${validation ?? 'not measured'}`
        }
      />
      {!hasRun && (
        <p className="curve-hint">
          <span>The loss of each batch, and of the train and validation images after each epoch</span>
        </p>
      )}
      <CurveFoot>
        {lowest?.validation && (
          <span>
            lowest validation {lossText(lowest.validation.loss)} at epoch {lowest.epoch}
          </span>
        )}
      </CurveFoot>
      <EpochsTable summaries={summaries} isShown={isTableShown} />
    </Panel>
  );
}

function lowestLoss(summaries: readonly EpochSummary[]): EpochSummary | undefined {
  const measured = summaries.filter(({ validation }) => Number.isFinite(validation?.loss));
  const loss = (summary: EpochSummary) => summary.validation?.loss ?? 0;
  return measured.reduce<EpochSummary | undefined>(
    (low, summary) => (low === undefined || loss(summary) < loss(low) ? summary : low),
    undefined,
  );
}

function axisLoss(value: number): string {
  return value >= 1000 ? value.toExponential(0) : String(Number(value.toPrecision(3)));
}
