import { Badge } from '@mantine/core';
import { NETWORKS } from '../core/networks.ts';
import { writeLink } from '../experiment/link.ts';
import { PRESETS } from '../experiment/presets.ts';
import type { Lesson } from '../lessons/lesson.ts';
import { LESSONS } from '../lessons/lessons.ts';
import { lessonLink } from '../state/screen.ts';
import { Announcer } from './Announcer.tsx';
import { FaultAlerts } from './FaultAlerts.tsx';
import { countText } from './format.ts';
import { Header } from './Header.tsx';
import { OriginalStudy } from './OriginalStudy.tsx';
import { OVERLAYS_ID } from './theme.ts';
import { useLesson } from './use-lesson.ts';
import './lesson.css';
import './screen.css';

/** All demonstrations and ready-made experiments; each is a link. */
export function LessonsScreen() {
  return (
    <div className="screen lessons-screen">
      <Header />
      <main className="work" tabIndex={-1}>
        <FaultAlerts />
        <section aria-labelledby="lessons">
          <h2 id="lessons" className="lessons-heading">
            Lessons
          </h2>
          <p className="lessons-about">
            Each lesson asks a question, trains a network on the spot, and checks its claims against what was measured.
            Times are for two processor cores without a GPU.
          </p>
          <ul className="lessons">
            {LESSONS.map((lesson) => (
              <LessonCard key={lesson.id} lesson={lesson} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="recipes">
          <h2 id="recipes" className="lessons-heading">
            Ready-made experiments
          </h2>
          <p className="lessons-about">
            <span>Each opens on the Train screen, ready to start. Most use networks of the </span>
            <OriginalStudy />
            <span>.</span>
          </p>
          <ul className="lessons">
            {PRESETS.map(({ id, name, description, experiment }) => (
              <li key={id} className="lesson-card">
                <h3 className="lesson-card-title">
                  <a href={writeLink(experiment)}>{name}</a>
                </h3>
                <p>{description}</p>
                <p className="lesson-card-foot">
                  {NETWORKS[experiment.network].name} · {countText(experiment.trainImages)} images · {experiment.epochs}{' '}
                  epochs
                </p>
              </li>
            ))}
          </ul>
        </section>
        <div id={OVERLAYS_ID} />
      </main>
      <Announcer />
    </div>
  );
}

function LessonCard({ lesson }: { readonly lesson: Lesson }) {
  const { verdict, runs } = useLesson(lesson);
  const done = runs.filter((run) => run?.ending !== undefined).length;
  const count = lesson.experiments.length;
  const isDone = done === count;
  return (
    <li className="lesson-card">
      <h3 className="lesson-card-title">
        <a href={lessonLink(lesson.id)}>{lesson.title}</a>
      </h3>
      <p>{lesson.question}</p>
      <p className="lesson-card-foot">
        {count} {count === 1 ? 'run' : 'runs'} · about {lesson.minutes} {lesson.minutes === 1 ? 'minute' : 'minutes'}
        {done > 0 && (
          <Badge variant="default" size="sm" radius="sm" tt="none" fw={500}>
            {isDone ? (verdict === 'held' ? 'Confirmed' : 'Run, not confirmed') : `${done} of ${count} runs done`}
          </Badge>
        )}
      </p>
    </li>
  );
}
