import { useMemo } from 'react';
import type { CurveMark } from '../charts/CurveChart.tsx';
import { axisEnd, type CurveRow, curveRows, type MeasuredPoint } from '../charts/curve-rows.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { shortRateText } from './format.ts';
import { useRoom } from './room-context.ts';

export interface Curves {
  readonly rows: readonly CurveRow[];
  readonly xEnd: number;
  readonly marks: readonly CurveMark[];
}

const METRICS = {
  loss: { ofSteps: 'losses', ofEvaluation: (evaluation: EvaluationRecord) => evaluation.loss },
  accuracy: { ofSteps: 'accuracies', ofEvaluation: (evaluation: EvaluationRecord) => evaluation.accuracy },
} as const;

const EPOCHS_BEFORE_RUN = 1;

/** What a chart of the run on screen draws. */
export function useCurves(metric: keyof typeof METRICS): Curves {
  const { ofSteps, ofEvaluation } = METRICS[metric];
  const experiment = useRoom((state) => state.run?.experiment);
  const marks = useRoom((state) => state.run?.marks);
  const values = useRoom((state) => state.steps[ofSteps]);
  const evaluations = useRoom((state) => state.evaluations);

  return useMemo(() => {
    if (experiment === undefined) return { rows: [], xEnd: EPOCHS_BEFORE_RUN, marks: [] };
    const perEpoch = stepsPerEpoch(experiment);
    const measured = measuredPoints(evaluations, perEpoch, ofEvaluation);
    return {
      rows: curveRows(values, perEpoch, measured, metric === 'accuracy'),
      xEnd: axisEnd(values.length / perEpoch, experiment.epochs),
      marks: (marks ?? [])
        .filter(({ cause }) => cause !== 'start')
        .map(({ step, learningRate }) => ({ x: step / perEpoch, label: `rate ${shortRateText(learningRate)}` })),
    };
  }, [experiment, marks, values, evaluations, ofEvaluation, metric]);
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
