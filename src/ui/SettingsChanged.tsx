import { Button } from '@mantine/core';
import { isActive, settingsNeedingRestart } from '../state/run-progress.ts';
import { trainBlocker } from '../state/train-blocker.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { blockerSentence } from './run-words.ts';

/** A changed setting never touches the run on screen: the person decides when. */
export function SettingsChanged() {
  const room = useFittingRoom();
  const isChanged = useRoom(({ run, draft }) => run !== undefined && settingsNeedingRestart(run, draft).length > 0);
  const hasEnded = useRoom(({ run }) => !isActive(run));
  const reason = useRoom((state) => {
    const blocker = trainBlocker(state);
    return blocker && blockerSentence(blocker);
  });
  if (reason !== undefined && (isChanged || hasEnded)) return <span className="settings-changed">{reason}</span>;
  if (!isChanged) return null;
  return (
    <span className="settings-changed">
      Settings changed: restart to apply
      <Button size="compact-xs" variant="default" onClick={() => room.restart()}>
        Restart
      </Button>
    </span>
  );
}
