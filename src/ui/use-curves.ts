import { useMemo } from 'react';
import { type CurveRow, curveRows, type MeasuredPoint, withEarlier } from '../charts/curve-rows.ts';
import type { CurveMark } from '../charts/mark-layout.ts';
import { axisEnd, positionAfter, type TrainingAxis, type XUnit } from '../charts/training-axis.ts';
import { type Experiment, stepsPerEpoch } from '../experiment/schema.ts';
import { comparedRun } from '../state/earlier-runs.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import type { RoomState } from '../state/room-state.ts';
import { earlierRunName } from './earlier-run-name.ts';
import { markWords } from './mark-words.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useXUnit } from './use-chart-view.ts';
import { useDrawnEvaluations } from './use-drawn-evaluations.ts';

export interface Curves {
  /** Of the run on screen and the one it is compared with. */
  readonly rows: readonly CurveRow[];
  readonly axis: TrainingAxis;
  readonly marks: readonly CurveMark[];
  /** What the earlier run is called; undefined without one. */
  readonly earlierName: string | undefined;
}

const METRICS = {
  loss: (evaluation: EvaluationRecord) => evaluation.loss,
  accuracy: (evaluation: EvaluationRecord) => evaluation.accuracy,
} as const;

/** What a chart of the run on screen draws. It changes with epochs, not with steps. */
export function useCurves(metric: keyof typeof METRICS): Curves {
  const room = useFittingRoom();
  const [unit] = useXUnit();
  const experiment = useRoom((state) => state.run?.experiment);
  const draft = useRoom((state) => (state.run === undefined ? state.draft : undefined));
  const runMarks = useRoom((state) => state.run?.marks);
  const compared = useRoom(comparedRun);
  const evaluations = useDrawnEvaluations();
  const end = useRoom((state) => axisEndOf(state, unit));
  const axis = useMemo(() => ({ unit, end }), [unit, end]);

  const rows = useMemo(
    () => (experiment ? curveRows(measuredPoints(evaluations, experiment, unit, metric), metric === 'accuracy') : []),
    [experiment, evaluations, unit, metric],
  );
  const earlierRows = useMemo(
    () => (compared ? curveRows(measuredPoints(compared.evaluations, compared.experiment, unit, metric)) : []),
    [compared, unit, metric],
  );
  const marks = useMemo(() => {
    if (experiment === undefined || runMarks === undefined) return [];
    const { trainingMs } = room.store.getState().steps;
    const clock = { stepsPerEpoch: stepsPerEpoch(experiment), trainingMs };
    return runMarks.map((mark) => ({ x: positionAfter(mark.step, unit, clock), label: markWords(mark) }));
  }, [room, experiment, runMarks, unit]);
  const allRows = useMemo(() => withEarlier(rows, earlierRows), [rows, earlierRows]);
  const earlierName = useMemo(() => {
    const against = experiment ?? draft;
    return compared && against && earlierRunName(against, compared.experiment);
  }, [compared, experiment, draft]);

  return { rows: allRows, axis, marks, earlierName };
}

/** The axis holds the whole of an earlier run from the start, so that it doesn't grow while that one is caught up with. */
function axisEndOf(state: RoomState, unit: XUnit): number {
  const { run, steps } = state;
  const compared = comparedRun(state);
  const reached =
    run === undefined ? 0 : positionAfter(steps.losses.length, unit, clockOf(run.experiment, steps.trainingMs));
  const own = axisEnd(unit, reached, run === undefined ? 1 : runLimit(run.experiment, unit));
  const last = compared?.evaluations.findLast(({ split }) => split !== 'test');
  if (compared === undefined || last === undefined) return own;
  const earlierReached = measuredAt(last, compared.experiment, unit);
  return Math.max(own, axisEnd(unit, earlierReached, runLimit(compared.experiment, unit)));
}

function clockOf(experiment: Experiment, trainingMs: ArrayLike<number>) {
  return { stepsPerEpoch: stepsPerEpoch(experiment), trainingMs };
}

/** Where a run will end if nothing stops it. */
function runLimit(experiment: Experiment, unit: XUnit): number {
  switch (unit) {
    case 'epochs':
      return experiment.epochs;
    case 'steps':
      return experiment.epochs * stepsPerEpoch(experiment);
    case 'seconds':
      return Number.POSITIVE_INFINITY;
  }
}

/** Where an evaluation stands on the axis. */
export function measuredAt(
  { step, trainingMs }: Pick<EvaluationRecord, 'step' | 'trainingMs'>,
  experiment: Experiment,
  unit: XUnit,
): number {
  return unit === 'seconds' ? trainingMs / 1000 : positionAfter(step, unit, clockOf(experiment, []));
}

function measuredPoints(
  evaluations: readonly EvaluationRecord[],
  experiment: Experiment,
  unit: XUnit,
  metric: keyof typeof METRICS,
): MeasuredPoint[] {
  const points = new Map<number, MeasuredPoint>();
  for (const evaluation of evaluations) {
    const { step, split } = evaluation;
    if (split === 'test') continue;
    const x = points.get(step)?.x ?? measuredAt(evaluation, experiment, unit);
    points.set(step, { ...points.get(step), x, [split]: METRICS[metric](evaluation) });
  }
  return [...points.values()];
}
