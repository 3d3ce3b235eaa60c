import { otherColour } from '../../charts/other-runs.ts';
import type { ReferenceRun } from '../../reference/reference-run.ts';
import { runRecordOf } from '../../reference/run-record-of.ts';
import { drawnKeys } from '../../state/earlier-runs.ts';
import { shownKey } from '../../state/run-snapshot.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';

interface DrawChoiceProps {
  readonly run: ReferenceRun;
  readonly name: string;
}

/** Draws a reference run beside the one on screen, on every chart of curves. */
export function DrawChoice({ run, name }: DrawChoiceProps) {
  const room = useFittingRoom();
  const origin = { kind: 'reference', id: run.id } as const;
  const key = shownKey(run.key, origin);
  const isChosen = useRoom(({ comparedKeys }) => comparedKeys.includes(key));
  const place = useRoom((state) => drawnKeys(state).indexOf(key));
  return (
    <>
      <label className="check-target">
        <input
          type="checkbox"
          aria-label={`Draw ${name} on the charts`}
          checked={isChosen}
          onChange={({ currentTarget }) => room.saved.drawRecord(runRecordOf(run), origin, currentTarget.checked)}
        />
      </label>
      <span className="reference-place" style={place < 0 ? undefined : { background: otherColour(place) }} />
    </>
  );
}
