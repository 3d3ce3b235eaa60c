import { hasChangedDevice } from '../state/changed-device.ts';
import type { StoreFaultCode } from '../state/room-state.ts';
import { fullStoreOffer } from '../state/weights-offer.ts';
import { DropWeightsButton } from './DropWeightsButton.tsx';
import { FaultAlert } from './FaultAlert.tsx';
import { ReloadButton } from './faults/ReloadButton.tsx';
import { useFittingRoom, useRoom, useSavedRuns } from './room-context.ts';
import { STORE_SENTENCES } from './store-sentences.ts';

/** What went wrong with saving and resuming runs. Nothing of it stops training. */
export function StoreAlert() {
  return (
    <>
      <StoreProblemAlert />
      <ChangedDeviceAlert />
    </>
  );
}

function StoreProblemAlert() {
  const room = useFittingRoom();
  const problem = useRoom((state) => state.storeProblem);
  // A frame in another page, where browsers often keep nothing, has no run to come back to.
  const isEmbedded = useRoom((state) => state.isEmbedded);
  if (problem === undefined || isEmbedded) return null;
  const { attempt, fault } = problem;
  return (
    <FaultAlert
      title={TITLES[attempt]}
      details={fault.message}
      actions={fault.code === 'full' ? <MakeRoom /> : NEEDS_RELOAD.includes(fault.code) && <ReloadButton />}
      onClose={() => room.dismissStoreProblem()}
    >
      {STORE_SENTENCES[fault.code]}
      {attempt === 'save' && ' Training goes on, but you can’t continue the run after closing this page.'}
    </FaultAlert>
  );
}

/** Faults that a newer version of the page doesn't have. */
const NEEDS_RELOAD: readonly StoreFaultCode[] = ['outdated', 'newer-database'];

const TITLES = {
  save: 'This run can’t be saved.',
  resume: 'The run can’t be resumed.',
} as const;

/** Weights are by far the largest of what is kept. */
function MakeRoom() {
  const runs = useSavedRuns(({ list }) => list?.runs);
  const openElsewhere = useSavedRuns((state) => state.openElsewhere);
  const ownKey = useRoom((state) => state.run?.key);
  const offer = fullStoreOffer(runs ?? [], new Set(ownKey === undefined ? openElsewhere : [...openElsewhere, ownKey]));
  return offer && <DropWeightsButton offer={offer} />;
}

function ChangedDeviceAlert() {
  const room = useFittingRoom();
  const isChanged = useRoom(hasChangedDevice);
  const before = useRoom((state) => state.resumedFrom);
  if (!isChanged) return null;
  return (
    <FaultAlert title="This run was started on another device." onClose={() => room.dismissResumedFrom()}>
      {`It was trained on ${before}. You can continue it here, but its numbers will no longer be exactly the same.`}
    </FaultAlert>
  );
}
