import { Button } from '@mantine/core';
import { settingsNeedingRestart } from '../state/run-progress.ts';
import { trainBlocker } from '../state/train-blocker.ts';
import { useFittingRoom, useRoom } from './room-context.ts';

/** A changed setting never touches the run on screen: the person decides when. */
export function SettingsChanged() {
  const room = useFittingRoom();
  const isChanged = useRoom(({ run, draft }) => run !== undefined && settingsNeedingRestart(run, draft).length > 0);
  const isBlocked = useRoom((state) => trainBlocker(state) !== undefined);
  if (!isChanged) return null;
  return (
    <span className="settings-changed">
      Settings changed: restart to apply
      <Button size="compact-xs" variant="light" disabled={isBlocked} onClick={() => room.restart()}>
        Restart
      </Button>
    </span>
  );
}
