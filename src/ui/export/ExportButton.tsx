import { Button } from '@mantine/core';
import { part } from '../../hosting/part.ts';
import { OnDemand } from '../faults/OnDemand.tsx';
import { Hint } from '../Hint.tsx';
import { useOnDemand } from '../use-on-demand.ts';

const EXPORT_MODAL = part(async () => (await import('./ExportModal.tsx')).ExportModal);

/** Gives away the run on screen as files, and opens one. */
export function ExportButton() {
  const dialog = useOnDemand(EXPORT_MODAL);
  return (
    <>
      <Hint text="Save the run, its network, history or charts as files, or open a run from a file.">
        <Button variant="default" size="compact-sm" className="header-export" onClick={() => void dialog.open()}>
          Export
        </Button>
      </Hint>
      <OnDemand dialog={dialog} name="Export">
        {(ExportModal) => (
          <ExportModal source={dialog.isOpen ? { kind: 'screen' } : undefined} onClose={dialog.close} />
        )}
      </OnDemand>
    </>
  );
}
