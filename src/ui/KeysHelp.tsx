import { Button } from '@mantine/core';
import { Hint } from './Hint.tsx';
import { NOT_LOADED, useOnDemand } from './use-on-demand.ts';
import { useRunKeys } from './use-run-keys.ts';
import { useSingleKeys } from './use-single-keys.ts';

/** The button of the dialog that lists the keys; the keys themselves live with it. */
export function KeysHelp() {
  const dialog = useOnDemand(async () => (await import('./KeysDialog.tsx')).KeysDialog);
  const [hasKeys] = useSingleKeys();
  useRunKeys(() => void dialog.open(), dialog.isOpen);
  return (
    <>
      <Hint text={dialog.hasFailed ? NOT_LOADED : `How to use it, and its keys.${hasKeys ? ' Key: ?' : ''}`}>
        <Button variant="default" size="compact-sm" className="header-help" onClick={() => void dialog.open()}>
          Help
        </Button>
      </Hint>
      {dialog.Part && <dialog.Part isOpen={dialog.isOpen} onClose={dialog.close} />}
    </>
  );
}
