import type { EarlierRun, RoomState } from './room-state.ts';

/** Runs that made way for another: what is left of them to compare with. Their weights are gone. */

/** More would only make a choice harder. */
const EARLIER_RUNS_LIMIT = 5;

/**
 * What keeps the run on screen as an earlier one when it is about to go; nothing for a run without an evaluation, which
 * has nothing to compare. The answers to single images, most of its memory, go. Of too many the oldest goes, but never
 * the one on the charts.
 */
export function keepEarlierRun(state: RoomState): Pick<RoomState, 'earlierRuns'> {
  const { run, evaluations, steps, earlierRuns, comparedRunId } = state;
  if (run === undefined || evaluations.length === 0) return { earlierRuns };
  const kept: EarlierRun = {
    id: run.id,
    experiment: run.experiment,
    phase: run.phase,
    ending: run.ending,
    evaluations: evaluations.map((evaluation) => ({ ...evaluation, answers: undefined })),
    steps,
    marks: run.marks,
  };
  const all = [...earlierRuns, kept];
  const surplus = all.length <= EARLIER_RUNS_LIMIT ? undefined : all.find(({ id }) => id !== comparedRunId);
  return { earlierRuns: all.filter((earlier) => earlier !== surplus) };
}

/** The earlier run to draw beside the one on screen. */
export function comparedRun({
  earlierRuns,
  comparedRunId,
}: Pick<RoomState, 'earlierRuns' | 'comparedRunId'>): EarlierRun | undefined {
  return earlierRuns.find(({ id }) => id === comparedRunId);
}

/** Without the run; no longer compared with it. */
export function forgetRun(
  { earlierRuns, comparedRunId }: Pick<RoomState, 'earlierRuns' | 'comparedRunId'>,
  id: number,
): Pick<RoomState, 'earlierRuns' | 'comparedRunId'> {
  return {
    earlierRuns: earlierRuns.filter((earlier) => earlier.id !== id),
    comparedRunId: comparedRunId === id ? undefined : comparedRunId,
  };
}
