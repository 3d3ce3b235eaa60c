import { BatchLine } from '../charts/BatchLine.tsx';
import { stepsPerEpoch } from '../experiment/schema.ts';
import { useRoom } from './room-context.ts';

/** What changes with every few steps, apart from what changes with epochs: the two are drawn at their own pace. */

interface RunningBatchLineProps {
  readonly metric: 'losses' | 'accuracies';
  readonly xEnd: number;
  readonly yEnd: number;
}

export function RunningBatchLine({ metric, xEnd, yEnd }: RunningBatchLineProps) {
  const values = useRoom((state) => state.steps[metric]);
  const perEpoch = useRoom(({ run }) => (run === undefined ? 1 : stepsPerEpoch(run.experiment)));
  return <BatchLine values={values} stepsPerEpoch={perEpoch} xEnd={xEnd} yEnd={yEnd} />;
}

interface RunningBatchValueProps {
  readonly metric: 'losses' | 'accuracies';
  readonly format: (value: number) => string;
}

export function RunningBatchValue({ metric, format }: RunningBatchValueProps) {
  const value = useRoom((state) => state.steps[metric].at(-1));
  return <>{value === undefined ? '' : format(value)}</>;
}
