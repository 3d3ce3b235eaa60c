import { Button } from '@mantine/core';
import { useState } from 'react';
import { LESSONS } from '../lessons/lessons.ts';
import { isMoving } from '../state/run-progress.ts';
import { lessonLink, SCREEN_LINKS } from '../state/screen.ts';
import { trainBlocker } from '../state/train-blocker.ts';
import { Icon } from './icons.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { StartClicks } from './second-click.ts';
import { startLessonRun } from './start-lesson-run.ts';
import type { LessonProgress } from './use-lesson.ts';

/** In a lesson there is one next thing to do, and the button says which. */
export function LessonButtons({ progress }: { readonly progress: LessonProgress }) {
  const room = useFittingRoom();
  return (
    <fieldset className="run-buttons" aria-label="Run">
      <PrimaryButton progress={progress} />
      <Button
        className="run-button"
        size="sm"
        variant="default"
        leftSection={<Icon name="stop" />}
        aria-label="Stop"
        disabled={!progress.isUnderWay}
        onClick={() => room.stop()}
      >
        <span className="run-button-name">Stop</span>
      </Button>
    </fieldset>
  );
}

function PrimaryButton({ progress }: { readonly progress: LessonProgress }) {
  const room = useFittingRoom();
  const moving = useRoom((state) => isMoving(state.run));
  const isBlocked = useRoom((state) => {
    // A problem of the draft is none of the lesson's: it has settings of its own.
    const blocker = trainBlocker(state);
    return blocker !== undefined && blocker.kind !== 'problem';
  });
  const [clicks] = useState(() => new StartClicks());
  const { lesson, isUnderWay, next } = progress;
  if (isUnderWay) {
    return moving ? (
      <Button
        className="lesson-primary"
        size="sm"
        leftSection={<Icon name="pause" />}
        onClick={({ timeStamp }) => clicks.isSecond(timeStamp) || room.pause()}
      >
        Pause
      </Button>
    ) : (
      <Button
        className="lesson-primary"
        size="sm"
        leftSection={<Icon name="play" />}
        onClick={({ timeStamp }) => clicks.start(timeStamp, () => room.train('end'))}
      >
        Resume
      </Button>
    );
  }
  if (next !== undefined) {
    return (
      <Button
        className="lesson-primary"
        size="sm"
        leftSection={<Icon name="play" />}
        disabled={isBlocked}
        onClick={({ timeStamp }) => clicks.start(timeStamp, () => startLessonRun(room, lesson, next))}
      >
        {startName(
          lesson.experiments.map(({ name }) => name),
          next,
        )}
      </Button>
    );
  }
  const following = LESSONS[LESSONS.indexOf(lesson) + 1];
  return (
    <Button
      className="lesson-primary"
      size="sm"
      component="a"
      href={following === undefined ? SCREEN_LINKS.lessons : lessonLink(following.id)}
    >
      {following === undefined ? 'All lessons' : `Next: ${following.title}`}
    </Button>
  );
}

/** `Run 1 of 2: plain`; a lesson of a single run has nothing to count. */
export function runName(names: readonly string[], index: number): string {
  const name = names[index] ?? '';
  return names.length === 1 ? `Run: ${name}` : `Run ${index + 1} of ${names.length}: ${name}`;
}

/** `Start run 1 of 2: plain` */
function startName(names: readonly string[], index: number): string {
  const name = names[index] ?? '';
  return names.length === 1 ? `Start: ${name}` : `Start run ${index + 1} of ${names.length}: ${name}`;
}
