import { Button } from '@mantine/core';
import { part } from '../hosting/part.ts';
import { OnDemand } from './faults/OnDemand.tsx';
import { Hint } from './Hint.tsx';
import { useOnDemand } from './use-on-demand.ts';
import { useRunKeys } from './use-run-keys.ts';
import { useSingleKeys } from './use-single-keys.ts';

const KEYS_DIALOG = part(async () => (await import('./KeysDialog.tsx')).KeysDialog);

/** The button of the dialog that lists the keys; the keys themselves live with it. */
export function KeysHelp() {
  const dialog = useOnDemand(KEYS_DIALOG);
  const [hasKeys] = useSingleKeys();
  useRunKeys(() => void dialog.open(), dialog.isOpen);
  return (
    <>
      <Hint text={`How to use this page, and its keyboard shortcuts.${hasKeys ? ' Key: ?' : ''}`}>
        <Button variant="default" size="compact-sm" className="header-help" onClick={() => void dialog.open()}>
          Help
        </Button>
      </Hint>
      <OnDemand dialog={dialog} name="Help">
        {(KeysDialog) => <KeysDialog isOpen={dialog.isOpen} onClose={dialog.close} />}
      </OnDemand>
    </>
  );
}
