import { Button } from '@mantine/core';
import { useFittingRoom } from '../room-context.ts';
import { useSafeReload, useUpdates } from './use-safe-reload.ts';

interface ReloadButtonProps {
  readonly label?: string;
  /** It is what is worth pressing first. */
  readonly isPrimary?: boolean;
}

/** Reloads the page once the run is saved; where it can't be, only when pressed again, and the button says so. */
export function ReloadButton({ label = 'Reload the page', isPrimary = true }: ReloadButtonProps) {
  const { state, reload } = useSafeReload(useFittingRoom(), useUpdates());
  const isUnsaved = state === 'unsaved';
  return (
    <Button
      size="compact-sm"
      variant={isPrimary || isUnsaved ? 'filled' : 'default'}
      loading={state === 'saving'}
      onClick={reload}
    >
      {isUnsaved ? 'The run can’t be saved: reload and lose it' : label}
    </Button>
  );
}
