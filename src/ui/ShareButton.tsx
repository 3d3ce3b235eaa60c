import { Button } from '@mantine/core';
import { useRef } from 'react';
import { experimentProblems } from '../experiment/schema.ts';
import { part } from '../hosting/part.ts';
import { showsExperiment } from '../state/screen.ts';
import { OnDemand } from './faults/OnDemand.tsx';
import { Hint } from './Hint.tsx';
import { useRoom } from './room-context.ts';
import { useOnDemand } from './use-on-demand.ts';

const SHARE_DIALOG = part(async () => (await import('./share/ShareDialog.tsx')).ShareDialog);

/** Opens the dialog that makes a link to what is on screen; it is loaded when it is wanted. */
export function ShareButton() {
  const canShare = useRoom(
    ({ screen, draft }) => !showsExperiment(screen) || Object.keys(experimentProblems(draft)).length === 0,
  );
  const dialog = useOnDemand(SHARE_DIALOG);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    dialog.close();
    // It goes with all it says, so that the next one starts afresh, and can't give the focus back itself.
    button.current?.focus();
  };
  return (
    <>
      <Hint text={hintText(canShare)}>
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
      <OnDemand dialog={dialog} name="Share">
        {(ShareDialog) => dialog.isOpen && <ShareDialog onClose={close} />}
      </OnDemand>
    </>
  );
}

function hintText(canShare: boolean): string {
  return canShare
    ? 'A link to what is on screen, with or without results.'
    : 'Fix the invalid settings before sharing.';
}
