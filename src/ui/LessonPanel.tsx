import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { CheckResult } from '../lessons/check.ts';
import type { LitPanel, Watch } from '../lessons/lesson.ts';
import { SCREEN_LINKS } from '../state/screen.ts';
import { runName } from './LessonButtons.tsx';
import { StudyText } from './OriginalStudy.tsx';
import { Panel } from './Panel.tsx';
import { useFittingRoom } from './room-context.ts';
import { startLessonRun } from './start-lesson-run.ts';
import { type LessonProgress, useForeignRun } from './use-lesson.ts';
import './lesson.css';

const PANEL_NAMES: Readonly<Record<LitPanel, string>> = {
  experiment: 'Lesson',
  loss: 'Loss',
  accuracy: 'Accuracy',
  matrix: 'Confusion matrix',
  classes: 'Per class',
  images: 'Images',
  test: 'Test set',
};

/** The text of a lesson, step by step, in place of the experiment. */
export function LessonPanel({ progress }: { readonly progress: LessonProgress }) {
  const { lesson, next, shown, isUnderWay } = progress;
  const current = isUnderWay ? shown : next;
  const isDone = next === undefined && !isUnderWay;
  return (
    <Panel title={lesson.title} area="experiment">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="lesson" tabIndex={0} aria-label="Lesson">
        <p className="lesson-question">
          <StudyText text={lesson.question} />
        </p>
        <ForeignRun progress={progress} />
        <ol className="lesson-steps">
          {lesson.experiments.map(({ name, why, watch }, index) => (
            <Step
              key={name}
              title={runName(
                lesson.experiments.map((other) => other.name),
                index,
              )}
              state={stepState(progress, index)}
              isCurrent={index === current}
            >
              <p>
                <StudyText text={why} />
              </p>
              {index === current && <WatchText watch={watch} />}
              <RunAgain progress={progress} index={index} />
            </Step>
          ))}
          <Step title="What you should see" state={isDone ? 'done' : 'to-do'} isCurrent={isDone}>
            <WatchText watch={lesson.expected} />
            <Verdict progress={progress} />
            <Explanation isDone={isDone} text={lesson.explanation} caveat={lesson.caveat} />
          </Step>
        </ol>
        <a className="lesson-back" href={SCREEN_LINKS.lessons}>
          All lessons
        </a>
      </section>
    </Panel>
  );
}

type StepState = 'done' | 'running' | 'to-do';

const STATE_WORDS: Readonly<Record<StepState, string>> = { done: 'done', running: 'running', 'to-do': 'to do' };

function stepState({ runs, shown, isUnderWay }: LessonProgress, index: number): StepState {
  if (isUnderWay && shown === index) return 'running';
  return runs[index]?.ending === undefined ? 'to-do' : 'done';
}

interface StepProps {
  readonly title: string;
  readonly state: StepState;
  readonly isCurrent: boolean;
  readonly children: ReactNode;
}

function Step({ title, state, isCurrent, children }: StepProps) {
  return (
    <li className="lesson-step" data-state={state} aria-current={isCurrent ? 'step' : undefined}>
      <h3 className="lesson-step-title">
        {title}
        <span className="lesson-step-state">{STATE_WORDS[state]}</span>
      </h3>
      {children}
    </li>
  );
}

/** The panel's name is a button: on a phone the panel is far below. */
function WatchText({ watch }: { readonly watch: Watch }) {
  return (
    <p>
      <button type="button" className="lesson-panel-name" onClick={() => scrollToPanel(watch.panel)}>
        {PANEL_NAMES[watch.panel]}
      </button>
      {` ${watch.text}`}
    </p>
  );
}

function scrollToPanel(panel: LitPanel): void {
  document.querySelector(`.panels > [data-area="${panel}"]`)?.scrollIntoView({ block: 'center' });
}

function RunAgain({ progress, index }: { readonly progress: LessonProgress; readonly index: number }) {
  const room = useFittingRoom();
  const { lesson, runs, isUnderWay, shown } = progress;
  const ended = runs[index]?.ending !== undefined;
  if (!ended || isUnderWay) return null;
  return (
    <p className="lesson-again">
      {shown === index ? 'On screen now.' : 'Already run.'}
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Run again: ${lesson.experiments[index]?.name ?? ''}`}
        onClick={() => startLessonRun(room, lesson, index)}
      >
        Run again
      </Button>
    </p>
  );
}

function ForeignRun({ progress }: { readonly progress: LessonProgress }) {
  const isForeign = useForeignRun(progress);
  if (!isForeign) return null;
  return <p className="lesson-note">The panels show your own run; starting this lesson ends it.</p>;
}

const VERDICT_WORDS: Readonly<Record<CheckResult['verdict'], string>> = {
  held: 'Confirmed:',
  'not-held': 'Not confirmed this time:',
  'not-yet': 'Not yet:',
};

/** What was measured, claim by claim; spoken when it is settled. */
function Verdict({ progress }: { readonly progress: LessonProgress }) {
  const { results, verdict } = progress;
  const known = results.filter(({ verdict: each }, index) => each !== 'not-yet' || index === 0);
  return (
    <div aria-live={verdict === 'not-yet' ? 'off' : 'polite'} className="lesson-verdict" data-verdict={verdict}>
      {known.map(({ verdict: each, sentence }) => (
        <p key={sentence} data-verdict={each}>
          <strong>{VERDICT_WORDS[each]}</strong> {sentence}
        </p>
      ))}
    </div>
  );
}

interface ExplanationProps {
  readonly isDone: boolean;
  readonly text: string;
  readonly caveat: string | undefined;
}

/** Folded away until the runs are over, for those who want to think first; who doesn't, opens it. */
function Explanation({ isDone, text, caveat }: ExplanationProps) {
  const [isOpened, setOpened] = useState<boolean>();
  return (
    <details
      className="lesson-explanation"
      open={isOpened ?? isDone}
      onToggle={(event) => {
        if (event.currentTarget.open !== (isOpened ?? isDone)) setOpened(event.currentTarget.open);
      }}
    >
      <summary>Why?</summary>
      <p>
        <StudyText text={text} />
      </p>
      {caveat !== undefined && (
        <p>
          <StudyText text={caveat} />
        </p>
      )}
    </details>
  );
}
