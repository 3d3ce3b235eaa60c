import { Button } from '@mantine/core';
import { useState } from 'react';
import { experimentProblems } from '../experiment/schema.ts';
import { showsExperiment } from '../state/screen.ts';
import { Hint } from './Hint.tsx';
import { useRoom } from './room-context.ts';
import { useOnDemand } from './use-on-demand.ts';

/** Opens the dialog that makes a link to what is on screen; it is loaded when it is wanted. */
export function ShareButton() {
  const canShare = useRoom(
    ({ screen, draft }) => !showsExperiment(screen) || Object.keys(experimentProblems(draft)).length === 0,
  );
  const dialog = useOnDemand(async () => (await import('./share/ShareDialog.tsx')).ShareDialog);
  const [isOpen, setOpen] = useState(false);
  const open = async () => {
    if (await dialog.fetch()) setOpen(true);
  };
  return (
    <>
      <Hint text={hintText(canShare, dialog.hasFailed)}>
        <Button
          variant="default"
          size="compact-sm"
          className="header-share"
          disabled={!canShare}
          onClick={() => void open()}
        >
          Share
        </Button>
      </Hint>
      {dialog.Part && isOpen && <dialog.Part onClose={() => setOpen(false)} />}
    </>
  );
}

function hintText(canShare: boolean, hasFailed: boolean): string {
  if (hasFailed) return 'The dialog could not be loaded: reload the page, or copy its address.';
  return canShare
    ? 'A link to what is on screen, with or without results.'
    : 'Settings that cannot be run cannot be shared.';
}
