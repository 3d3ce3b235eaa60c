import { Button } from '@mantine/core';
import { epochAt } from '../state/run-progress.ts';
import { engineBlocker } from '../state/train-blocker.ts';
import { useFittingRoom, useRoom } from './room-context.ts';

/** Goes on with a run whose worker died, from where it was last saved; can be pressed once the next worker is ready. */
export function ResumeLostButton() {
  const room = useFittingRoom();
  const epoch = useRoom(({ run, savedStep }) => run && epochAt(savedStep ?? 0, run.experiment));
  const isWaiting = useRoom((state) => engineBlocker(state) !== undefined);
  return (
    <Button size="compact-sm" disabled={isWaiting} onClick={() => void room.resumeLost()}>
      {`Resume from epoch ${epoch ?? 1}`}
    </Button>
  );
}
