import { useMemo } from 'react';
import { type CurveRow, curveRows, type MeasuredPoint, withOthers } from '../charts/curve-rows.ts';
import type { CurveMark } from '../charts/mark-layout.ts';
import { axisEnd, positionAfter, type TrainingAxis, type XUnit } from '../charts/training-axis.ts';
import { type Experiment, stepsPerEpoch } from '../experiment/schema.ts';
import { drawnRuns } from '../state/earlier-runs.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import type { EarlierRun, RoomState } from '../state/room-state.ts';
import { markWords } from './mark-words.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useXUnit } from './use-chart-view.ts';
import { useDrawnEvaluations } from './use-drawn-evaluations.ts';
import { type DrawnRun, useDrawnRuns } from './use-drawn-runs.ts';

export interface Curves {
  /** Of the run on screen and those it is compared with. */
  readonly rows: readonly CurveRow[];
  readonly axis: TrainingAxis;
  readonly marks: readonly CurveMark[];
  /** The runs it is compared with. */
  readonly others: readonly DrawnRun[];
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
  const runMarks = useRoom((state) => state.run?.marks);
  const others = useDrawnRuns();
  const evaluations = useDrawnEvaluations();
  const end = useRoom((state) => axisEndOf(state, unit));
  const axis = useMemo(() => ({ unit, end }), [unit, end]);

  const rows = useMemo(
    () => (experiment ? curveRows(measuredPoints(evaluations, experiment, unit, metric), metric === 'accuracy') : []),
    [experiment, evaluations, unit, metric],
  );
  const otherRows = useMemo(() => others.map(({ run }) => rowsOf(run, unit, metric)), [others, unit, metric]);
  const marks = useMemo(() => {
    if (experiment === undefined || runMarks === undefined) return [];
    const { trainingMs } = room.store.getState().steps;
    const clock = { stepsPerEpoch: stepsPerEpoch(experiment), trainingMs };
    return runMarks.map((mark) => ({ x: positionAfter(mark.step, unit, clock), label: markWords(mark) }));
  }, [room, experiment, runMarks, unit]);
  const allRows = useMemo(() => withOthers(rows, otherRows), [rows, otherRows]);
  return { rows: allRows, axis, marks, others };
}

/** What a chart draws of a run that is not on screen. */
export function rowsOf({ evaluations, experiment }: EarlierRun, unit: XUnit, metric: keyof typeof METRICS): CurveRow[] {
  return curveRows(measuredPoints(evaluations, experiment, unit, metric));
}

/** The axis holds the whole of the other runs from the start, so that it doesn't grow while they are caught up with. */
function axisEndOf(state: RoomState, unit: XUnit): number {
  const { run, steps } = state;
  const reached =
    run === undefined ? 0 : positionAfter(steps.losses.length, unit, clockOf(run.experiment, steps.trainingMs));
  const own = axisEnd(unit, reached, run === undefined ? 1 : runLimit(run.experiment, unit));
  return Math.max(own, ...drawnRuns(state).map((run) => axisEndOfRun(run, unit)));
}

export function axisEndOfRun({ evaluations, experiment }: EarlierRun, unit: XUnit): number {
  const last = evaluations.findLast(({ split }) => split !== 'test');
  const reached = last === undefined ? 0 : measuredAt(last, experiment, unit);
  return axisEnd(unit, reached, runLimit(experiment, unit));
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
