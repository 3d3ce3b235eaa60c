import { Button } from '@mantine/core';
import { FaultAlert } from '../FaultAlert.tsx';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { breakdownWords, runSafetySentence } from './breakdown-sentences.ts';
import { useSafeReload, useUpdates } from './use-safe-reload.ts';

interface BreakdownNoteProps {
  /** What is not there, as a sentence begins with it. */
  readonly name: string;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onClose?: () => void;
}

/** Stands where a part of the page should: what happened to it and to the run, and what can be done. */
export function BreakdownNote({ name, error, onRetry, onClose }: BreakdownNoteProps) {
  const room = useFittingRoom();
  const safety = useRoom(runSafetySentence);
  const { state, reload } = useSafeReload(room, useUpdates());
  const { title, sentence, details, advice, reloadLabel } = breakdownWords(error, name);
  return (
    <FaultAlert
      title={title}
      details={details}
      {...(onClose && { onClose })}
      actions={
        <>
          <Button size="compact-sm" variant={advice === 'retry' ? 'filled' : 'default'} onClick={onRetry}>
            Try again
          </Button>
          <Button
            size="compact-sm"
            variant={advice === 'reload' || state === 'unsaved' ? 'filled' : 'default'}
            loading={state === 'saving'}
            onClick={reload}
          >
            {state === 'unsaved' ? 'Reload without saving' : reloadLabel}
          </Button>
        </>
      }
    >
      {[sentence, state === 'unsaved' ? NOT_SAVED : safety].filter(Boolean).join(' ')}
    </FaultAlert>
  );
}

const NOT_SAVED = 'The run is paused, but could not be saved: reloading loses what was trained since it last was.';
