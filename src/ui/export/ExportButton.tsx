import { Button } from '@mantine/core';
import { useState } from 'react';
import { Hint } from '../Hint.tsx';
import { ExportModal } from './ExportModal.tsx';

/** Gives away the run on screen as files, and opens one. */
export function ExportButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Hint text="Save the run, its network, history or charts as files, or open a run from a file.">
        <Button variant="default" size="compact-sm" className="header-export" onClick={() => setOpen(true)}>
          Export
        </Button>
      </Hint>
      <ExportModal source={isOpen ? { kind: 'screen' } : undefined} onClose={() => setOpen(false)} />
    </>
  );
}
