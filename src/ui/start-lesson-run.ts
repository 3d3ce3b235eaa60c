import type { Lesson } from '../lessons/lesson.ts';
import type { FittingRoom } from '../state/fitting-room.ts';
import { isSameExperiment } from '../state/lesson-results.ts';

/**
 * Starts an experiment of a lesson; what the panel of Train says is what is trained. The curves of the lesson's first
 * run stand behind those of a later one, as far as that run is still at hand.
 */
export function startLessonRun(room: FittingRoom, lesson: Lesson, index: number): void {
  const first = lesson.experiments[0];
  const chosen = lesson.experiments[index];
  if (first === undefined || chosen === undefined) return;
  room.changeDraft(chosen.experiment);
  room.restart(() => {
    const { earlierRuns } = room.store.getState();
    const behind = earlierRuns.findLast(({ experiment }) => isSameExperiment(experiment, first.experiment));
    room.compareWith(index === 0 || behind === undefined ? [] : [behind.key]);
  });
}
