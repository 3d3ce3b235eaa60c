import { CloseButton } from '@mantine/core';
import type { ImportFault, OpenedRun } from '../../state/run-files.ts';
import { FaultAlert } from '../FaultAlert.tsx';
import { useFittingRoom, useRunFiles } from '../room-context.ts';
import { STORE_SENTENCES } from '../store-sentences.ts';
import { importSummary, shortName } from './import-summary.ts';
import { IMPORT_SENTENCES } from './run-file-sentences.ts';
import './run-file-alert.css';

/** What came of files, or of what else was given to be opened, where it is not simply on screen. */
export function RunFileAlert() {
  const room = useFittingRoom();
  const reading = useRunFiles((state) => state.reading);
  const opened = useRunFiles((state) => state.opened);
  const faults = useRunFiles((state) => state.faults);
  if (reading !== undefined) return <p className="visually-hidden" role="status">{`Opening ${reading}`}</p>;
  if (opened.length + faults.length > 1) return <Summary opened={opened} faults={faults} />;
  const [fault] = faults;
  if (fault !== undefined) {
    return (
      <FaultAlert
        title={`${shortName(fault.fileName)} was not opened.`}
        {...(fault.message !== '' && { details: fault.message })}
        onClose={() => room.files.dismiss()}
      >
        {IMPORT_SENTENCES[fault.code]}
      </FaultAlert>
    );
  }
  const unsaved = opened[0]?.unsaved;
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

interface SummaryProps {
  readonly opened: readonly OpenedRun[];
  readonly faults: readonly ImportFault[];
}

function Summary({ opened, faults }: SummaryProps) {
  const room = useFittingRoom();
  const { title, where, refused, unsaved } = importSummary(opened, faults);
  const isFine = refused.length === 0 && unsaved === '';
  const storeFault = opened.find((run) => run.unsaved !== undefined)?.unsaved;
  const details = faults.filter(({ message }) => message !== '');
  return (
    <div role={isFine ? 'status' : 'alert'} className="fault-alert" data-fine={isFine || undefined}>
      <div className="fault-alert-text">
        <p className="import-line">
          <strong>{title}</strong> {where}
        </p>
        {refused.map(({ names, code }) => (
          <p key={code} className="import-line">
            <span className="import-names">{names}:</span> {IMPORT_SENTENCES[code]}
          </p>
        ))}
        {storeFault && (
          <p className="import-line">
            <span className="import-names">{unsaved}:</span>{' '}
            {`Not among the saved runs. ${STORE_SENTENCES[storeFault.code]}`}
          </p>
        )}
      </div>
      {details.length > 0 && (
        <details className="fault-alert-details">
          <summary>Details</summary>
          {details.map(({ fileName, message }) => `${shortName(fileName)}: ${message}`).join(' · ')}
        </details>
      )}
      <CloseButton size="sm" aria-label="Dismiss" onClick={() => room.files.dismiss()} />
    </div>
  );
}
