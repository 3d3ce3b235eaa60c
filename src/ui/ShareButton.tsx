import { Button } from '@mantine/core';
import { useRef } from 'react';
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
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    dialog.close();
    // It goes with all it says, so that the next one starts afresh, and can't give the focus back itself.
    button.current?.focus();
  };
  return (
    <>
      <Hint text={hintText(canShare, dialog.hasFailed)}>
        <Button
          ref={button}
          variant="default"
          size="compact-sm"
          className="header-share"
          disabled={!canShare}
          onClick={() => void dialog.open()}
        >
          Share
        </Button>
      </Hint>
      {dialog.Part && dialog.isOpen && <dialog.Part onClose={close} />}
    </>
  );
}

function hintText(canShare: boolean, hasFailed: boolean): string {
  if (hasFailed) return 'The dialog could not be loaded: reload the page, or copy its address.';
  return canShare
    ? 'A link to what is on screen, with or without results.'
    : 'Settings that cannot be run cannot be shared.';
}
