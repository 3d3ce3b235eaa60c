import { Button } from '@mantine/core';
import { useState } from 'react';
import { Hint } from '../Hint.tsx';
import { NOT_LOADED, useOnDemand } from '../use-on-demand.ts';

/** Gives away the run on screen as files, and opens one. */
export function ExportButton() {
  const dialog = useOnDemand(async () => (await import('./ExportModal.tsx')).ExportModal);
  const [isOpen, setOpen] = useState(false);
  const open = async () => {
    if (await dialog.fetch()) setOpen(true);
  };
  return (
    <>
      <Hint
        text={
          dialog.hasFailed
            ? NOT_LOADED
            : 'Save the run, its network, history or charts as files, or open a run from a file.'
        }
      >
        <Button variant="default" size="compact-sm" className="header-export" onClick={() => void open()}>
          Export
        </Button>
      </Hint>
      {dialog.Part && <dialog.Part source={isOpen ? { kind: 'screen' } : undefined} onClose={() => setOpen(false)} />}
    </>
  );
}
