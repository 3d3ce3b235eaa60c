import type { Lesson } from '../lessons/lesson.ts';
import { LessonButtons } from './LessonButtons.tsx';
import { LessonPanel } from './LessonPanel.tsx';
import { TrainScreen } from './TrainScreen.tsx';
import { useLesson } from './use-lesson.ts';

/** The panels of Train with a lesson beside them instead of the experiment; the panel to look at is lit. */
export function LessonScreen({ lesson }: { readonly lesson: Lesson }) {
  const progress = useLesson(lesson);
  return (
    <TrainScreen
      side={<LessonPanel progress={progress} />}
      buttons={<LessonButtons progress={progress} />}
      lit={progress.watch.panel}
    />
  );
}
