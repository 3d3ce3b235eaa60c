import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { epochToGoBackTo } from '../state/back-to-best.ts';
import { isActive, isMoving } from '../state/run-progress.ts';
import { resumeBlocker, trainBlocker } from '../state/train-blocker.ts';
import { Hint } from './Hint.tsx';
import { Icon } from './icons.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { StartClicks } from './second-click.ts';
import { useSingleKeys } from './use-single-keys.ts';

/** The commands of a run. What can't be done now can't be pressed. */
export function RunButtons() {
  const room = useFittingRoom();
  const hasRun = useRoom((state) => state.run !== undefined);
  const isPaused = useRoom((state) => state.run?.phase === 'paused');
  const moving = useRoom((state) => isMoving(state.run));
  const active = useRoom((state) => isActive(state.run));
  const measuring = useRoom((state) => state.run?.isMeasuringTest === true);
  const isBlocked = useRoom((state) => trainBlocker(state) !== undefined);
  const isWaiting = useRoom((state) => resumeBlocker(state) !== undefined);
  const best = useRoom((state) => epochToGoBackTo(state)?.epoch);
  // A single step of a new run would wipe out the ended one on screen: that takes Train or Reset.
  const canStretch = hasRun ? isPaused && !measuring && !isWaiting : !isBlocked;

  return (
    <fieldset className="run-buttons" aria-label="Run">
      <PrimaryRunButton />
      <RunButton
        name="One step"
        icon={<Icon name="step" />}
        keyName="S"
        hint="Train on one batch, then pause."
        isStretch
        isDisabled={!canStretch}
        onClick={() => room.train('step')}
      />
      <RunButton
        name="One epoch"
        icon={<Icon name="epoch" />}
        keyName="E"
        hint="Train to the end of this epoch, then pause."
        isStretch
        isDisabled={!canStretch}
        onClick={() => room.train('epoch')}
      />
      <RunButton
        name="Back to best"
        icon={<Icon name="best" />}
        hint={
          best === undefined
            ? 'When paused: restore the weights of the best epoch so far.'
            : `Restore the weights from epoch ${best}, the best so far; training continues from there.`
        }
        isDisabled={best === undefined}
        onClick={() => room.backToBest()}
      />
      <RunButton
        name="Stop"
        icon={<Icon name="stop" />}
        hint="End the run here; its curves stay on screen."
        isDisabled={!active || measuring}
        onClick={() => room.stop()}
      />
      <RunButton
        name="Reset"
        icon={<Icon name="reset" />}
        keyName="R"
        hint="Take this run off the screen; the next one starts from the same initial weights."
        isDisabled={!hasRun}
        onClick={() => room.reset()}
      />
      <RunButton
        name="New seed"
        icon={<Icon name="seed" />}
        hint="Use different initial weights, a different split and a different order for the next run."
        isDisabled={moving}
        onClick={() => room.newSeed()}
      />
    </fieldset>
  );
}

/** The one primary action: it says what it will do. */
export function PrimaryRunButton() {
  const room = useFittingRoom();
  const moving = useRoom((state) => isMoving(state.run));
  const isFresh = useRoom((state) => !isActive(state.run));
  const isBlocked = useRoom((state) => trainBlocker(state) !== undefined);
  const measuring = useRoom((state) => state.run?.isMeasuringTest === true);
  const isWaiting = useRoom((state) => resumeBlocker(state) !== undefined);
  const [clicks] = useState(() => new StartClicks());
  if (moving) {
    return (
      <Button
        className="run-primary"
        size="sm"
        leftSection={<Icon name="pause" />}
        onClick={({ timeStamp }) => clicks.isSecond(timeStamp) || room.pause()}
      >
        Pause
      </Button>
    );
  }
  return (
    <Button
      className="run-primary"
      size="sm"
      leftSection={<Icon name="play" />}
      disabled={isFresh ? isBlocked : measuring || isWaiting}
      onClick={({ timeStamp }) => clicks.start(timeStamp, () => room.train('end'))}
    >
      {isFresh ? 'Train' : 'Resume'}
    </Button>
  );
}

interface RunButtonProps {
  readonly name: string;
  readonly icon: ReactNode;
  readonly hint: string;
  readonly keyName?: string;
  /** Known by its picture alone where there is little room. */
  readonly isStretch?: boolean;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
}

function RunButton({ name, icon, hint, keyName, isStretch, isDisabled, onClick }: RunButtonProps) {
  const [hasKeys] = useSingleKeys();
  return (
    <Hint text={keyName === undefined || !hasKeys ? hint : `${hint} Key: ${keyName}`}>
      <Button
        className={isStretch ? 'run-button run-stretch' : 'run-button'}
        size="sm"
        variant="default"
        leftSection={icon}
        disabled={isDisabled}
        aria-label={name}
        onClick={onClick}
      >
        <span className="run-button-name">{name}</span>
      </Button>
    </Hint>
  );
}
