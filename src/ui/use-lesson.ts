import { useMemo } from 'react';
import type { CheckResult } from '../lessons/check.ts';
import { judgeCheck, type LessonRuns, verdictOf } from '../lessons/judge-check.ts';
import type { Lesson, LessonExperiment, Watch } from '../lessons/lesson.ts';
import { isSameExperiment, shownLessonRun } from '../state/lesson-results.ts';
import { isActive } from '../state/run-progress.ts';
import { useRoom } from './room-context.ts';

/** Where a lesson stands: what was run, what comes next, and what is to be looked at now. */
export interface LessonProgress {
  readonly lesson: Lesson;
  readonly runs: LessonRuns;
  /** The experiment on screen as a run; undefined when it is none of this lesson's. */
  readonly shown: number | undefined;
  /** The run on screen is this lesson's and has not ended. */
  readonly isUnderWay: boolean;
  /** The first experiment that was not run to an end; undefined when all were. */
  readonly next: number | undefined;
  readonly watch: Watch;
  readonly results: readonly CheckResult[];
  readonly verdict: CheckResult['verdict'];
}

export function useLesson(lesson: Lesson): LessonProgress {
  const run = useRoom((state) => state.run);
  const evaluations = useRoom((state) => state.evaluations);
  const dataset = useRoom((state) => state.dataset);
  const kept = useRoom((state) => state.lessonRuns);
  // A step changes the run many times a second; what a lesson needs of it changes with its phase and its evaluations.
  const { id, phase, marks } = run ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const onScreen = useMemo(
    () => shownLessonRun({ run, evaluations, dataset }),
    [id, phase, marks, evaluations, dataset.labels.train],
  );
  return useMemo(() => {
    const isOf = (experiment: LessonExperiment, other: typeof onScreen) =>
      other !== undefined && isSameExperiment(experiment.experiment, other.experiment);
    const runs = lesson.experiments.map((experiment) =>
      isOf(experiment, onScreen) ? onScreen : kept.find((other) => isOf(experiment, other)),
    );
    const shownIndex = lesson.experiments.findIndex((experiment) => isOf(experiment, onScreen));
    const nextIndex = runs.findIndex((other) => other?.ending === undefined);
    const shown = shownIndex < 0 ? undefined : shownIndex;
    const next = nextIndex < 0 ? undefined : nextIndex;
    const isUnderWay = shown !== undefined && onScreen?.ending === undefined;
    const watched = isUnderWay ? shown : next;
    const results = lesson.checks.map((check) => judgeCheck(check, runs));
    return {
      lesson,
      runs,
      shown,
      isUnderWay,
      next,
      watch: (watched === undefined ? undefined : lesson.experiments[watched]?.watch) ?? lesson.expected,
      results,
      verdict: verdictOf(results),
    };
  }, [lesson, onScreen, kept]);
}

/** Whether a run that is none of this lesson's would be ended by starting one. */
export function useForeignRun({ shown }: LessonProgress): boolean {
  return useRoom(({ run }) => shown === undefined && isActive(run));
}
