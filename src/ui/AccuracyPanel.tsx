import { useMemo } from 'react';
import { CurveChart } from '../charts/CurveChart.tsx';
import { stepsPerEpoch } from '../experiment/schema.ts';
import { CurveFoot } from './CurveFoot.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { epochSummaries } from './epoch-summaries.ts';
import { percentText, pointsText } from './format.ts';
import { NoiseLearned } from './NoiseLearned.tsx';
import { Panel } from './Panel.tsx';
import { RunningBatchLine, RunningBatchValue } from './RunningBatch.tsx';
import { useRoom } from './room-context.ts';
import { useCurves } from './use-curves.ts';
import { useDrawnEvaluations } from './use-drawn-evaluations.ts';

const QUARTERS = [0, 0.25, 0.5, 0.75, 1] as const;

/** Accuracy over epochs; what lies between train and validation is shaded and named. */
export function AccuracyPanel() {
  const { rows, xEnd, marks } = useCurves('accuracy');
  const evaluations = useDrawnEvaluations();
  const experiment = useRoom((state) => state.run?.experiment);
  const judge = useRoom(({ run, draft }) => (run?.experiment ?? draft).judge);
  const summaries = useMemo(() => epochSummaries(evaluations, judge), [evaluations, judge]);
  const last = summaries.at(-1);
  const best = summaries.find(({ isBest }) => isBest)?.validation;
  const train = last?.train && percentText(last.train.accuracy);
  const validation = last?.validation && percentText(last.validation.accuracy);
  const gap = last?.gap === undefined ? undefined : pointsText(last.gap);
  const bestPoint = useMemo(
    () => best && experiment && { x: best.step / stepsPerEpoch(experiment), y: best.accuracy },
    [best, experiment],
  );
  const bestWords = best && `best validation ${percentText(best.accuracy)} at epoch ${best.epoch}`;
  return (
    <Panel
      title="Accuracy"
      area="accuracy"
      actions={
        <CurveLegend
          batch={<RunningBatchValue metric="accuracies" format={percentText} />}
          train={train}
          validation={validation}
        />
      }
    >
      <div
        role="img"
        className="curve"
        aria-label={
          last === undefined
            ? 'Accuracy over epochs; no epoch has ended yet'
            : `Accuracy over epochs. After epoch ${last.epoch}: train ${train ?? 'not measured'}, validation ${validation ?? 'not measured'}, ${bestWords ?? ''}`
        }
      >
        <RunningBatchLine metric="accuracies" xEnd={xEnd} yEnd={1} />
        <CurveChart
          rows={rows}
          xEnd={xEnd}
          yTicks={QUARTERS}
          formatY={axisPercent}
          marks={marks}
          marksAt="bottom"
          best={bestPoint}
        />
      </div>
      {experiment === undefined && (
        <p className="curve-hint">
          <span>The share answered rightly; the gap between train and validation is shaded</span>
        </p>
      )}
      <CurveFoot>
        {gap && (
          <span>
            <span className="gap-swatch" aria-hidden="true" /> generalisation gap {gap}
          </span>
        )}
        {bestWords && <span>{bestWords}</span>}
        <NoiseLearned />
      </CurveFoot>
    </Panel>
  );
}

function axisPercent(value: number): string {
  return `${Math.round(value * 100)}%`;
}
