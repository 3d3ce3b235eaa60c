import { useMemo } from 'react';
import type { CurveMark } from '../charts/CurveChart.tsx';
import { axisEnd, type CurveRow, curveRows, type MeasuredPoint } from '../charts/curve-rows.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { markWords } from './mark-words.ts';
import { useRoom } from './room-context.ts';
import { useDrawnEvaluations } from './use-drawn-evaluations.ts';

export interface Curves {
  readonly rows: readonly CurveRow[];
  readonly xEnd: number;
  readonly marks: readonly CurveMark[];
}

const METRICS = {
  loss: (evaluation: EvaluationRecord) => evaluation.loss,
  accuracy: (evaluation: EvaluationRecord) => evaluation.accuracy,
} as const;

const EPOCHS_BEFORE_RUN = 1;

/** What a chart of the run on screen draws. It changes with epochs, not with steps. */
export function useCurves(metric: keyof typeof METRICS): Curves {
  const experiment = useRoom((state) => state.run?.experiment);
  const marks = useRoom((state) => state.run?.marks);
  const evaluations = useDrawnEvaluations();
  const xEnd = useRoom(({ run, steps }) =>
    run === undefined
      ? EPOCHS_BEFORE_RUN
      : axisEnd(steps.losses.length / stepsPerEpoch(run.experiment), run.experiment.epochs),
  );

  return useMemo(() => {
    if (experiment === undefined) return { rows: [], xEnd, marks: [] };
    const perEpoch = stepsPerEpoch(experiment);
    return {
      rows: curveRows(measuredPoints(evaluations, perEpoch, METRICS[metric]), metric === 'accuracy'),
      xEnd,
      marks: (marks ?? []).map((mark) => ({ x: mark.step / perEpoch, label: markWords(mark) })),
    };
  }, [experiment, marks, evaluations, metric, xEnd]);
}

function measuredPoints(
  evaluations: readonly EvaluationRecord[],
  perEpoch: number,
  metricOf: (evaluation: EvaluationRecord) => number,
): MeasuredPoint[] {
  const points = new Map<number, MeasuredPoint>();
  for (const evaluation of evaluations) {
    const { step, split } = evaluation;
    if (split === 'test') continue;
    points.set(step, { ...points.get(step), x: step / perEpoch, [split]: metricOf(evaluation) });
  }
  return [...points.values()];
}
