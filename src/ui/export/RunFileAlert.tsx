import { FaultAlert } from '../FaultAlert.tsx';
import { useFittingRoom, useRunFiles } from '../room-context.ts';
import { STORE_SENTENCES } from '../store-sentences.ts';
import { IMPORT_SENTENCES } from './run-file-sentences.ts';

/** What went wrong with opening a run from a file. */
export function RunFileAlert() {
  const room = useFittingRoom();
  const reading = useRunFiles((state) => state.reading);
  const fault = useRunFiles((state) => state.fault);
  const unsaved = useRunFiles((state) => state.unsaved);
  if (reading !== undefined) return <p className="visually-hidden" role="status">{`Opening ${reading}`}</p>;
  if (fault !== undefined) {
    return (
      <FaultAlert
        title={`${shortName(fault.fileName)} was not opened.`}
        details={fault.message}
        onClose={() => room.files.dismiss()}
      >
        {IMPORT_SENTENCES[fault.code]}
      </FaultAlert>
    );
  }
  if (unsaved === undefined) return null;
  return (
    <FaultAlert
      title="The run from the file is shown but not saved."
      details={unsaved.message}
      onClose={() => room.files.dismiss()}
    >
      {`It could not be added to your saved runs. ${STORE_SENTENCES[unsaved.code]}`}
    </FaultAlert>
  );
}

const NAME_LIMIT = 40;

function shortName(name: string): string {
  return name.length <= NAME_LIMIT ? name : `${name.slice(0, NAME_LIMIT - 1)}…`;
}
