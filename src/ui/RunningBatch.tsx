import { useMemo } from 'react';
import { BatchLine } from '../charts/BatchLine.tsx';
import { RateStrip } from '../charts/RateStrip.tsx';
import type { RunClock, TrainingAxis } from '../charts/training-axis.ts';
import type { ValueAxis } from '../charts/value-axis.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import { shortRateText } from './format.ts';
import { useRoom } from './room-context.ts';

/** What changes with every few steps, apart from what changes with epochs: the two are drawn at their own pace. */

function useRunClock(): RunClock {
  const trainingMs = useRoom((state) => state.steps.trainingMs);
  const perEpoch = useRoom(({ run }) => (run === undefined ? 1 : stepsPerEpoch(run.experiment)));
  return useMemo(() => ({ stepsPerEpoch: perEpoch, trainingMs }), [perEpoch, trainingMs]);
}

interface RunningBatchLineProps {
  readonly metric: 'losses' | 'accuracies';
  readonly axis: TrainingAxis;
  readonly valueAxis: ValueAxis;
  readonly smoothing?: number;
  /** For the words on what is clipped. */
  readonly format: (value: number) => string;
}

export function RunningBatchLine({ metric, ...drawing }: RunningBatchLineProps) {
  const values = useRoom((state) => state.steps[metric]);
  return <BatchLine values={values} clock={useRunClock()} {...drawing} />;
}

/** The learning rate so far, where it follows a schedule. */
export function RunningRates({ axis }: { readonly axis: TrainingAxis }) {
  const rates = useRoom((state) => state.steps.learningRates);
  const latest = rates.at(-1);
  const text = latest === undefined ? '' : rateBesidePlot(latest);
  return <RateStrip rates={rates} clock={useRunClock()} axis={axis} text={text} />;
}

/** As exact as there is room for beside the plot. */
function rateBesidePlot(rate: number): string {
  const exact = shortRateText(Number(rate.toPrecision(3)));
  return exact.length <= 6 ? exact : shortRateText(Number(rate.toPrecision(2)));
}

interface RunningBatchValueProps {
  readonly metric: 'losses' | 'accuracies';
  readonly format: (value: number) => string;
}

export function RunningBatchValue({ metric, format }: RunningBatchValueProps) {
  const value = useRoom((state) => state.steps[metric].at(-1));
  return <>{value === undefined ? '' : format(value)}</>;
}
