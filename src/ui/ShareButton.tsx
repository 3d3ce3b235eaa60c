import { Button } from '@mantine/core';
import { type ComponentProps, type ComponentType, useState } from 'react';
import { experimentProblems } from '../experiment/schema.ts';
import { showsExperiment } from '../state/screen.ts';
import { Hint } from './Hint.tsx';
import { useRoom } from './room-context.ts';
import type { ShareDialog } from './share/ShareDialog.tsx';

type Dialog = ComponentType<ComponentProps<typeof ShareDialog>>;

/** Opens the dialog that makes a link to what is on screen; it is loaded when it is wanted. */
export function ShareButton() {
  const canShare = useRoom(
    ({ screen, draft }) => !showsExperiment(screen) || Object.keys(experimentProblems(draft)).length === 0,
  );
  const [Dialog, setDialog] = useState<Dialog>();
  const [isOpen, setOpen] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const open = async () => {
    try {
      const loaded = await import('./share/ShareDialog.tsx');
      setDialog(() => loaded.ShareDialog);
      setOpen(true);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      <Hint text={hintText(canShare, hasFailed)}>
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
      {Dialog !== undefined && isOpen && <Dialog onClose={() => setOpen(false)} />}
    </>
  );
}

function hintText(canShare: boolean, hasFailed: boolean): string {
  if (hasFailed) return 'The dialog could not be loaded: reload the page, or copy its address.';
  return canShare
    ? 'A link to what is on screen, with or without results.'
    : 'Settings that cannot be run cannot be shared.';
}
