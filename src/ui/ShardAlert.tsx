import { FaultAlert } from './FaultAlert.tsx';
import { FaultButtons } from './FaultButtons.tsx';
import { FAULT_SENTENCES } from './fault-sentences.ts';
import { useRoom } from './room-context.ts';

/** Sheets of images that failed, by name. */
export function ShardAlert() {
  const shards = useRoom((state) => state.dataset.shards);
  const failed = shards.filter((shard) => shard.state === 'failed');
  const [first] = failed;
  if (first?.fault === undefined) return null;
  const { title, sentence, action } = FAULT_SENTENCES[first.fault.code];
  const names = failed.map(({ name }) => name).join(', ');
  const isTrain = failed.some(({ source }) => source === 'train');
  return (
    <FaultAlert
      title={failed.length === 1 ? `${names} ${title}` : `${failed.length} image sheets could not be loaded: ${names}.`}
      details={failed.map(({ name, fault }) => `${name}: ${fault?.message ?? ''}`).join(' · ')}
      actions={<FaultButtons action={action} />}
    >
      {isTrain ? sentence : 'Training and validation go on; the test set can be evaluated once it has loaded.'}
    </FaultAlert>
  );
}
