import { CurveChart } from '../charts/CurveChart.tsx';
import { CompareChoice } from './CompareChoice.tsx';
import { CurveFoot } from './CurveFoot.tsx';
import { CurveFrame } from './CurveFrame.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { percentText, pointsText } from './format.ts';
import { NoiseLearned } from './NoiseLearned.tsx';
import { Panel } from './Panel.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { RunningBatchValue } from './RunningBatch.tsx';
import { useRoom } from './room-context.ts';
import { useAccuracyChart } from './use-accuracy-chart.tsx';
import { useBestEpoch } from './use-best-epoch.ts';
import { useChartText } from './use-chart-view.ts';

/** Accuracy over a run; what lies between train and validation is shaded and named. */
export function AccuracyPanel() {
  const chart = useAccuracyChart();
  const textSize = useChartText();
  const { axis, others } = chart;
  const { summaries, best } = useBestEpoch(axis.unit);
  const hasRun = useRoom((state) => state.run !== undefined);
  const last = summaries.at(-1);
  const train = last?.train && legendPercent(last.train.accuracy);
  const validation = last?.validation && legendPercent(last.validation.accuracy);
  const gap = last?.gap === undefined ? undefined : pointsText(last.gap);
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
        label={
          last === undefined
            ? 'Accuracy over epochs; no epoch has finished yet'
            : `Accuracy over epochs. After epoch ${last.epoch}: train ${train ?? 'not evaluated'}, validation ${validation ?? 'not evaluated'}, ${bestWords ?? ''}`
        }
      >
        <CurveChart {...chart} textSize={textSize} />
      </CurveFrame>
      {!hasRun && others.length === 0 && (
        <p className="curve-hint">
          <span>Share of images classified correctly; the gap between train and validation is shaded</span>
        </p>
      )}
      <CurveFoot axis={axis} choices={<RangeChoice />}>
        {gap && (
          <span>
            <span className="gap-swatch" aria-hidden="true" /> <span className="gap-kind">generalisation </span>gap{' '}
            <span translate="no">{gap}</span>
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
