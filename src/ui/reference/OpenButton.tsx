import type { ReferenceRun } from '../../reference/reference-run.ts';
import { runRecordOf } from '../../reference/run-record-of.ts';
import { isMoving } from '../../state/run-progress.ts';
import { SCREEN_LINKS } from '../../state/screen.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';

interface OpenButtonProps {
  readonly run: ReferenceRun;
  readonly name: string;
}

/** Puts the run on the Train screen to look at: its curves, its matrix epoch by epoch, its table. */
export function OpenButton({ run, name }: OpenButtonProps) {
  const room = useFittingRoom();
  const isBlocked = useRoom((state) => isMoving(state.run) || state.run?.isMeasuringTest === true);
  const open = () => {
    if (room.showRecord(runRecordOf(run), { kind: 'reference', id: run.id })) location.hash = SCREEN_LINKS.train;
  };
  return (
    <button
      type="button"
      className="reference-open"
      aria-disabled={isBlocked}
      title={isBlocked ? 'Pause or stop the run on screen first.' : 'Open its curves, matrix and table'}
      onClick={open}
    >
      {name}
    </button>
  );
}
