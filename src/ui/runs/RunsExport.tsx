import { Button, Modal, NativeSelect, Progress } from '@mantine/core';
import { useState } from 'react';
import { CsvFormChoice } from '../CsvFormChoice.tsx';
import { download } from '../download.ts';
import { Offer } from '../export/Offer.tsx';
import { megabytesText } from '../format.ts';
import { useCsvForm } from '../use-csv-form.ts';
import { archiveSentence } from './archive-sentence.ts';
import type { RunRow } from './run-rows.ts';
import { runsCsv } from './runs-csv.ts';
import { useRunsArchive } from './use-runs-archive.ts';
import '../export/export.css';

interface RunsExportProps {
  /** In the order shown; undefined while it is closed. */
  readonly rows: readonly RunRow[] | undefined;
  readonly onClose: () => void;
}

/** Many runs as files: their table, or all of them in one zip. */
export function RunsExport({ rows, onClose }: RunsExportProps) {
  const archive = useRunsArchive();
  const close = () => {
    archive.reset();
    onClose();
  };
  return (
    <Modal
      opened={rows !== undefined}
      onClose={close}
      title={rows && `Export ${runsText(rows.length)}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      size="lg"
      centered
    >
      {rows && <Offers rows={rows} archive={archive} />}
    </Modal>
  );
}

interface OffersProps {
  readonly rows: readonly RunRow[];
  readonly archive: ReturnType<typeof useRunsArchive>;
}

function Offers({ rows, archive: { progress, made, make, stop } }: OffersProps) {
  const [csv] = useCsvForm();
  const [isWithWeights, setWithWeights] = useState(true);
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  const weightBytes = rows.reduce((sum, row) => sum + row.weightBytes, 0);
  const isMaking = progress !== undefined;
  const saveTable = () => {
    const date = new Date().toISOString().slice(0, 10);
    download(new Blob([runsCsv(rows, csv)], { type: 'text/csv;charset=utf-8' }), `fitting-room-runs-${date}.csv`);
  };
  const parts = made?.ok === true && made.files.length > 1 ? made.files : [];
  return (
    <div className="export">
      <Offer
        title="Table"
        about="A row for each run, for a spreadsheet or a script: results, what changed, device, notes and every setting. If your spreadsheet expects a decimal comma, choose 0,5."
      >
        <Button size="compact-sm" variant="default" onClick={saveTable}>
          Table as CSV
        </Button>
        <CsvFormChoice />
      </Offer>
      <Offer
        title="Run files"
        about="One zip with a .fittingroom file for each run. Drop it on this page, here or on another computer, to open the runs again. With their weights, unfinished runs can be continued."
      >
        <NativeSelect
          size="xs"
          aria-label="Weights in the run files"
          value={isWithWeights ? 'with' : 'without'}
          disabled={isMaking}
          onChange={({ currentTarget: { value } }) => setWithWeights(value === 'with')}
          data={[
            { value: 'with', label: `With weights, up to ${megabytesText(bytes)}` },
            { value: 'without', label: `Without weights, up to ${megabytesText(bytes - weightBytes)}` },
          ]}
        />
        {isMaking ? (
          <Button size="compact-sm" variant="default" onClick={stop}>
            Cancel
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              void make(
                rows.map(({ key }) => key),
                isWithWeights,
              )
            }
          >
            {`Zip of ${runsText(rows.length)}`}
          </Button>
        )}
      </Offer>
      <div className="export-outcome">
        {progress && (
          <>
            <Progress
              value={(100 * progress.done) / progress.of}
              aria-label="Runs put into the zip"
              size="sm"
              transitionDuration={0}
            />
            <span className="export-progress">{`${progress.done} of ${progress.of} runs`}</span>
          </>
        )}
        <p role="status" className="export-made">
          {made && archiveSentence(made, rows)}
        </p>
        {parts.length > 0 && (
          <div className="export-parts">
            {parts.map(({ name, content }, index) => (
              <Button
                key={name}
                size="compact-sm"
                variant="default"
                onClick={() => download(content, name)}
              >{`Save part ${index + 1} (${megabytesText(content.size)})`}</Button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function runsText(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}
