import { Button } from '@mantine/core';
import { Hint } from '../Hint.tsx';
import { NOT_LOADED, useOnDemand } from '../use-on-demand.ts';

/** Gives away the run on screen as files, and opens one. */
export function ExportButton() {
  const dialog = useOnDemand(async () => (await import('./ExportModal.tsx')).ExportModal);
  return (
    <>
      <Hint
        text={
          dialog.hasFailed
            ? NOT_LOADED
            : 'Save the run, its network, history or charts as files, or open a run from a file.'
        }
      >
        <Button variant="default" size="compact-sm" className="header-export" onClick={() => void dialog.open()}>
          Export
        </Button>
      </Hint>
      {dialog.Part && <dialog.Part source={dialog.isOpen ? { kind: 'screen' } : undefined} onClose={dialog.close} />}
    </>
  );
}
