import { useMemo } from 'react';
import { CurveChart } from '../charts/CurveChart.tsx';
import { CompareChoice } from './CompareChoice.tsx';
import { CurveFoot } from './CurveFoot.tsx';
import { CurveFrame } from './CurveFrame.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { percentAxisText, percentText, pointsText } from './format.ts';
import { NoiseLearned } from './NoiseLearned.tsx';
import { Panel } from './Panel.tsx';
import { RunningBatchLine, RunningBatchValue } from './RunningBatch.tsx';
import { useRoom } from './room-context.ts';
import { useBestEpoch } from './use-best-epoch.ts';
import { useCurves } from './use-curves.ts';
import { useTestPoint } from './use-test-point.ts';

const QUARTERS = { scale: 'linear', ticks: [0, 0.25, 0.5, 0.75, 1] } as const;

/** Accuracy over a run; what lies between train and validation is shaded and named. */
export function AccuracyPanel() {
  const { rows, axis, marks, others } = useCurves('accuracy');
  const { summaries, best, judge } = useBestEpoch(axis.unit);
  const test = useTestPoint(axis.unit);
  const hasRun = useRoom((state) => state.run !== undefined);
  const last = summaries.at(-1);
  const train = last?.train && legendPercent(last.train.accuracy);
  const validation = last?.validation && legendPercent(last.validation.accuracy);
  const gap = last?.gap === undefined ? undefined : pointsText(last.gap);
  const bestPoint = useMemo(
    () => best && { x: best.x, y: best.accuracy, label: judge === 'accuracy' ? 'best' : 'best by loss' },
    [best, judge],
  );
  const bestWords = best && `best epoch ${best.epoch}: ${percentText(best.accuracy)}`;
  return (
    <Panel
      title="Accuracy"
      area="accuracy"
      actions={
        <>
          <CurveLegend
            batch={<RunningBatchValue metric="accuracies" format={legendPercent} />}
            train={train}
            validation={validation}
          />
          <CompareChoice />
        </>
      }
    >
      <CurveFrame
        others={others}
        legendAt="bottom"
        label={
          last === undefined
            ? 'Accuracy over epochs; no epoch has ended yet'
            : `Accuracy over epochs. After epoch ${last.epoch}: train ${train ?? 'not measured'}, validation ${validation ?? 'not measured'}, ${bestWords ?? ''}`
        }
      >
        <RunningBatchLine metric="accuracies" axis={axis} valueAxis={QUARTERS} />
        <CurveChart
          rows={rows}
          axis={axis}
          valueAxis={QUARTERS}
          formatY={percentAxisText}
          formatValue={percentText}
          marks={marks}
          marksAt="bottom"
          best={bestPoint}
          test={test}
          others={others}
        />
      </CurveFrame>
      {!hasRun && others.length === 0 && (
        <p className="curve-hint">
          <span>The share answered rightly; the gap between train and validation is shaded</span>
        </p>
      )}
      <CurveFoot axis={axis}>
        {gap && (
          <span>
            <span className="gap-swatch" aria-hidden="true" /> generalisation gap <span translate="no">{gap}</span>
          </span>
        )}
        {bestWords && <span>{bestWords}</span>}
        <NoiseLearned />
      </CurveFoot>
    </Panel>
  );
}

/** No wider than two digits and a decimal: the head of the panel has no more room. */
function legendPercent(share: number): string {
  return percentText(share).replace('100.0%', '100%');
}
