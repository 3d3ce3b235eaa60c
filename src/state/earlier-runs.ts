import type { Judge } from '../core/judge.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { bestValidation, type EvaluationRecord } from './evaluation-record.ts';
import type { EarlierRun, RoomState, RunOrigin } from './room-state.ts';
import { RunHistory } from './run-history.ts';
import { roomOfFrozenRecord } from './run-snapshot.ts';

/** Runs at hand to compare with: those that made way for another, and those read from the store to be drawn. */

/** More lines than these nobody can follow; there are as many colours. */
export const DRAWN_RUNS_LIMIT = 5;

/** More would only make a choice harder; those that are drawn all find room. */
const EARLIER_RUNS_LIMIT = 8;

type Compared = Pick<RoomState, 'earlierRuns' | 'comparedKeys'>;

/**
 * What keeps the run on screen as an earlier one when it is about to go; nothing for a run without an evaluation, which
 * has nothing to compare.
 */
export function keepEarlierRun(state: RoomState): Pick<RoomState, 'earlierRuns'> {
  const { run, evaluations, steps } = state;
  if (run === undefined || evaluations.length === 0) return { earlierRuns: state.earlierRuns };
  const { key, number, name, experiment, phase, ending, marks } = run;
  return addEarlierRun(state, {
    key,
    number,
    name,
    experiment,
    phase,
    ending,
    evaluations: withFewAnswers(evaluations, experiment.judge),
    steps,
    marks,
  });
}

/** A saved run, or one from elsewhere, as one to compare with. */
export function earlierRunOf(
  record: RunRecord,
  origin: RunOrigin = { kind: 'history', key: record.header.key },
): EarlierRun {
  const { run, evaluations } = roomOfFrozenRecord(record, origin, 0);
  const { key, number, name, experiment, phase, ending, marks } = run;
  const history = new RunHistory();
  history.replace(record.history.columns);
  return {
    key,
    number,
    name,
    experiment,
    phase,
    ending,
    evaluations: withFewAnswers(evaluations, experiment.judge),
    steps: history.series(),
    marks,
  };
}

/**
 * The answers to single images are most of a run's memory: they stay with the two evaluations that stand for it, so that
 * another run's can be set against them image by image.
 */
function withFewAnswers(evaluations: readonly EvaluationRecord[], judge: Judge): readonly EvaluationRecord[] {
  const kept = [bestValidation(evaluations, judge), evaluations.findLast(({ split }) => split === 'test')];
  return evaluations.map((evaluation) =>
    kept.includes(evaluation) ? evaluation : { ...evaluation, answers: undefined },
  );
}

/** Takes the place of what was at hand of the same run. Of too many the oldest goes, but never one on the charts. */
export function addEarlierRun(
  { earlierRuns, comparedKeys }: Compared,
  added: EarlierRun,
): Pick<RoomState, 'earlierRuns'> {
  const all = [...earlierRuns.filter(({ key }) => key !== added.key), added];
  const drawn = comparedKeys.slice(0, DRAWN_RUNS_LIMIT);
  const surplus = all.length <= EARLIER_RUNS_LIMIT ? undefined : all.find(({ key }) => !drawn.includes(key));
  return { earlierRuns: all.filter((earlier) => earlier !== surplus) };
}

/** The keys of those chosen runs that the charts have room for; the run on screen is drawn anyway. */
export function drawnKeys({ comparedKeys, run }: Pick<RoomState, 'comparedKeys' | 'run'>): readonly string[] {
  return comparedKeys.filter((key) => key !== run?.key).slice(0, DRAWN_RUNS_LIMIT);
}

/** The runs to draw beside the one on screen, as far as they are at hand. */
export function drawnRuns(state: Pick<RoomState, 'earlierRuns' | 'comparedKeys' | 'run'>): EarlierRun[] {
  return drawnKeys(state).flatMap((key) => state.earlierRuns.find((earlier) => earlier.key === key) ?? []);
}

/** Without the run; no longer compared with it. */
export function forgetRun({ earlierRuns, comparedKeys }: Compared, key: string): Compared {
  return {
    earlierRuns: earlierRuns.filter((earlier) => earlier.key !== key),
    comparedKeys: comparedKeys.filter((compared) => compared !== key),
  };
}
