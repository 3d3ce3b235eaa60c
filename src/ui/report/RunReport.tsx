import { type ReactNode, useLayoutEffect } from 'react';
import { CurveChart } from '../../charts/CurveChart.tsx';
import { CurveKey } from '../../charts/CurveKey.tsx';
import { axisWords } from '../../charts/training-axis.ts';
import { NETWORKS } from '../../core/networks.ts';
import type { RunState } from '../../state/room-state.ts';
import { EpochsTable } from '../EpochsTable.tsx';
import { lowestLoss } from '../epoch-summaries.ts';
import { lossText, percentText, pointsText } from '../format.ts';
import { frozenRunSentence } from '../frozen-run-sentence.ts';
import { NoiseLearned } from '../NoiseLearned.tsx';
import { useRoom, useSavedRuns } from '../room-context.ts';
import { useRunNames } from '../run-name.ts';
import { Result } from '../TestPanel.tsx';
import { useAccuracyChart } from '../use-accuracy-chart.tsx';
import { useBestEpoch } from '../use-best-epoch.ts';
import { type RunChart, useLossChart } from '../use-loss-chart.tsx';
import { ReportAnswers } from './ReportAnswers.tsx';
import { ReportSettings } from './ReportSettings.tsx';
import { reportDevice } from './report-device.ts';
import { reportState } from './report-state.ts';
import { thinnedEpochs } from './thinned-epochs.ts';
import './run-report.css';

/** Everything about the run on screen that belongs on paper, in the order one reads it. */
export function RunReport() {
  const run = useRoom((state) => state.run);
  return run === undefined ? null : <Report run={run} />;
}

/** As wide as the paper that is narrower between its margins: A4, with 12 mm each. */
const CHART = { width: 700, height: 236 } as const;

function Report({ run }: { readonly run: RunState }) {
  const nameOf = useRunNames();
  const note = useSavedRuns(({ list }) => list?.runs.find(({ header }) => header.key === run.key)?.header.note);
  const trainingMs = useRoom((state) => state.steps.trainingMs.at(-1));
  const title = `${nameOf(run)}: ${NETWORKS[run.experiment.network].name}`;
  useDocumentTitle(`${title} (Fitting Room)`);
  return (
    <article className="run-report" data-mantine-color-scheme="light" aria-label="Report of the run">
      <header>
        <h1>{title}</h1>
        <p>{reportState(run, trainingMs)}</p>
        {run.origin.kind !== 'trained' && (
          <p>{frozenRunSentence(run, NETWORKS[run.experiment.network].name, trainingMs)}</p>
        )}
        {note !== undefined && <p className="report-note">{note}</p>}
      </header>
      <ReportSettings experiment={run.experiment} />
      <Curves />
      <ReportAnswers />
      <TestSet />
      <Device run={run} />
      <Epochs run={run} />
    </article>
  );
}

function Curves() {
  const loss = useLossChart();
  const accuracy = useAccuracyChart();
  const { summaries, best } = useBestEpoch(accuracy.axis.unit);
  const last = summaries.at(-1);
  const lowest = lowestLoss(summaries);
  return (
    <>
      <Curve
        title="Loss"
        chart={loss}
        facts={[
          last?.train && `train ${lossText(last.train.loss)}`,
          last?.validation && `validation ${lossText(last.validation.loss)}`,
          lowest && `lowest validation ${lossText(lowest.loss)} at epoch ${lowest.epoch}`,
        ]}
      />
      <Curve
        title="Accuracy"
        chart={accuracy}
        gapWords="generalisation gap"
        facts={[
          last?.train && `train ${percentText(last.train.accuracy)}`,
          last?.validation && `validation ${percentText(last.validation.accuracy)}`,
          last?.gap !== undefined && `generalisation gap ${pointsText(last.gap)}`,
          best && `best epoch ${best.epoch}: ${percentText(best.accuracy)}`,
        ]}
      >
        <NoiseLearned />
      </Curve>
    </>
  );
}

interface CurveProps {
  readonly title: string;
  readonly chart: RunChart;
  readonly gapWords?: string;
  readonly facts: readonly (string | false | undefined)[];
  readonly children?: ReactNode;
}

function Curve({ title, chart, facts, children, ...words }: CurveProps) {
  return (
    <section className="report-part" aria-label={title}>
      <h2>{title}</h2>
      <CurveKey width={CHART.width} axisWords={axisWords(chart.axis)} {...words} />
      <CurveChart {...chart} size={CHART} />
      <p className="report-facts">{facts.filter((fact) => fact !== undefined && fact !== false).join(' · ')}</p>
      {children}
    </section>
  );
}

function TestSet() {
  const measured = useRoom((state) => state.evaluations.findLast(({ split }) => split === 'test'));
  return (
    <section className="report-part report-test" aria-label="Test set">
      <h2>Test set</h2>
      {measured === undefined ? <p>Not evaluated.</p> : <Result evaluation={measured} />}
    </section>
  );
}

function Device({ run }: { readonly run: RunState }) {
  const engine = useRoom((state) => state.engine);
  const resumedFrom = useRoom((state) => state.resumedFrom);
  const own = run.origin.kind === 'trained' && engine.kind === 'ready' ? engine.device : undefined;
  return (
    <section className="report-part" aria-label="Device">
      <h2>Device</h2>
      <p>
        {reportDevice(run.recordedOn ?? own)}
        {resumedFrom !== undefined && ` It was continued from a checkpoint computed on ${resumedFrom}.`}
      </p>
    </section>
  );
}

function Epochs({ run }: { readonly run: RunState }) {
  const { summaries } = useBestEpoch('epochs');
  const shown = thinnedEpochs(summaries);
  return (
    <section className="report-epochs" aria-label="Epochs">
      <h2>Epochs</h2>
      {shown.length < summaries.length && (
        <p>
          {shown.length} of {summaries.length} epochs, evenly spaced, with the best and the last.
        </p>
      )}
      <EpochsTable summaries={shown} marks={run.marks} isShown />
    </section>
  );
}

/** The name that the browser suggests for a file of the report. */
function useDocumentTitle(title: string): void {
  useLayoutEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
