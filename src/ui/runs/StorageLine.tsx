import { totalWeights, weightsBound, weightsOffer } from '../../state/weights-offer.ts';
import { DropWeightsButton } from '../DropWeightsButton.tsx';
import { megabytesText } from '../format.ts';
import { useFittingRoom, useRoom, useSavedRuns } from '../room-context.ts';
import { STORE_SENTENCES } from '../store-sentences.ts';
import type { RunRow } from './run-rows.ts';

interface StorageLineProps {
  readonly rows: readonly RunRow[];
  /** Saved runs that this version of the page can't read. */
  readonly refused: number;
}

const ATTEMPTS = {
  label: 'The name or note could not be saved.',
  delete: 'A run could not be deleted.',
  drop: 'The weights could not be dropped.',
  read: 'The run could not be read.',
} as const;

/** What the runs take of the browser's storage, and how to get some of it back. */
export function StorageLine({ rows, refused }: StorageLineProps) {
  const room = useFittingRoom();
  const usage = useSavedRuns((state) => state.usage);
  const list = useSavedRuns((state) => state.list);
  const deleted = useSavedRuns((state) => state.deleted);
  const openElsewhere = useSavedRuns((state) => state.openElsewhere);
  const problem = useSavedRuns((state) => state.problem);
  const ownKey = useRoom((state) => state.run?.key);
  // Without those that are deleted and can still be put back, like the rows.
  const runs = list?.runs.filter(({ header }) => !deleted.includes(header.key)) ?? [];
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  const open = new Set(ownKey === undefined ? openElsewhere : [...openElsewhere, ownKey]);
  const offer = weightsOffer(runs, open, weightsBound(usage));
  return (
    <div className="runs-storage">
      {problem && (
        <p role="alert" className="runs-problem">
          <strong>{ATTEMPTS[problem.attempt]}</strong> {STORE_SENTENCES[problem.fault.code]}{' '}
          <button type="button" className="row-action" onClick={() => room.saved.dismissProblem()}>
            Dismiss
          </button>
        </p>
      )}
      {refused > 0 && (
        <span>
          {refused} more {refused === 1 ? 'was' : 'were'} saved by a version of this page that this one can’t read.
        </span>
      )}
      {offer && (
        <span className="runs-offer">
          Weights take up a lot of space. <DropWeightsButton offer={offer} />
        </span>
      )}
      <span>
        Runs take up {megabytesText(bytes)}, of which weights {megabytesText(totalWeights(runs))}
        {usage && `; the whole page ${megabytesText(usage.usedBytes)} of the ${sizeText(usage.quotaBytes)} it may use`}
      </span>
    </div>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1e9 ? megabytesText(bytes) : `${Math.round(bytes / 1e9)} GB`;
}
