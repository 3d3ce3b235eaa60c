import { Progress } from '@mantine/core';
import { isMoving, runProgress } from '../state/run-progress.ts';
import { trainBlocker } from '../state/train-blocker.ts';
import { countText, durationText, msText } from './format.ts';
import { useRoom } from './room-context.ts';
import { blockerSentence, runWords } from './run-words.ts';
import { SettingsChanged } from './SettingsChanged.tsx';

/** Where the run is, how fast it goes and how long it will take. */
export function RunStatus() {
  const run = useRoom((state) => state.run);
  if (run === undefined) return <BeforeRun />;
  const { epoch, epochs, step, steps, share, leftMs } = runProgress(run);
  const isLeftKnown = leftMs !== undefined && (isMoving(run) || run.phase === 'paused');
  return (
    <div className="run-status">
      <div className="run-status-line">
        <strong className="run-phase">{runWords(run)}</strong>
        <span>
          epoch <span translate="no">{`${epoch}/${epochs}`}</span>
        </span>
        <span>
          step <span translate="no">{`${countText(step)}/${countText(steps)}`}</span>
        </span>
        <span className="run-left" translate="no">
          {isLeftKnown ? `${durationText(leftMs)} left` : ''}
        </span>
      </div>
      <Progress value={share * 100} size={5} aria-label="Progress of the run" transitionDuration={0} />
      <div className="run-status-line run-status-minor">
        <span translate="no">{run.pace ? `${msText(run.pace.msPerStep)} ms/step` : '– ms/step'}</span>
        <span translate="no">
          {run.pace ? `${countText(Math.round(run.pace.imagesPerSecond))} images/s` : '– images/s'}
        </span>
        <SettingsChanged />
      </div>
    </div>
  );
}

function BeforeRun() {
  const reason = useRoom((state) => {
    const blocker = trainBlocker(state);
    return blocker && blockerSentence(blocker);
  });
  const isLesson = useRoom(({ screen }) => screen.kind === 'lesson');
  return (
    <div className="run-status">
      <div className="run-status-line">
        <strong className="run-phase">{reason === undefined ? 'Ready' : 'Not ready'}</strong>
        <span className="run-blocker">
          {reason ?? (isLesson ? 'Press Start to begin.' : 'Press Train to start a run.')}
        </span>
      </div>
      <Progress value={0} size={5} aria-label="Progress of the run" />
      <div className="run-status-line run-status-minor">
        <span>– ms/step</span>
        <span>– images/s</span>
      </div>
    </div>
  );
}
