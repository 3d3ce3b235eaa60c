import { Button } from '@mantine/core';
import { FaultAlert } from '../FaultAlert.tsx';
import { useRoom } from '../room-context.ts';
import { breakdownWords, runSafetySentence } from './breakdown-sentences.ts';
import { ReloadButton } from './ReloadButton.tsx';

interface BreakdownNoteProps {
  /** What is not there, as a sentence begins with it. */
  readonly name: string;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onClose?: () => void;
}

/** Stands where a part of the page should: what happened to it and to the run, and what can be done. */
export function BreakdownNote({ name, error, onRetry, onClose }: BreakdownNoteProps) {
  const safety = useRoom(runSafetySentence);
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
          <ReloadButton label={reloadLabel} isPrimary={advice === 'reload'} />
        </>
      }
    >
      {[sentence, safety].filter(Boolean).join(' ')}
    </FaultAlert>
  );
}
