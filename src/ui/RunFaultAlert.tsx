import { FaultAlert } from './FaultAlert.tsx';
import { FaultButtons } from './FaultButtons.tsx';
import { FAULT_SENTENCES } from './fault-sentences.ts';
import { countText, rateText } from './format.ts';
import { useRoom } from './room-context.ts';
import { smallerRate } from './smaller-rate.ts';

/** Why the run on screen ended before its time. */
export function RunFaultAlert() {
  const run = useRoom((state) => state.run);
  const draftRate = useRoom((state) => state.draft.learningRate);
  // What a run waits for is the shard alert's to say.
  if (run?.fault === undefined || run.phase === 'waiting-for-images') return null;
  const { title, sentence, action } = FAULT_SENTENCES[run.fault.code];
  if (action === 'retry-or-go-without') {
    // Training waits for its images; only the test set is given up for one of its sheets, which has its own alert.
    return (
      <FaultAlert title="The test set was not evaluated." details={run.fault.message}>
        One of its image sheets is missing. Load it again, then evaluate again.
      </FaultAlert>
    );
  }
  const hasDiverged = run.fault.code === 'diverged';
  const rate = smallerRate(run);
  const advice =
    draftRate === rate
      ? `The learning rate is set to ${rateText(rate)}: press Train.`
      : `Try a learning rate of ${rateText(rate)} (a tenth of this one).`;
  return (
    <FaultAlert
      title={hasDiverged ? `${title} at step ${countText(run.step + 1)}.` : title}
      details={run.fault.message}
      actions={<FaultButtons action={action} />}
    >
      {hasDiverged ? `${sentence} ${advice}` : sentence}
    </FaultAlert>
  );
}
