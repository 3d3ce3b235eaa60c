import { Modal } from '@mantine/core';
import { part } from '../../hosting/part.ts';
import type { ExportSource } from '../../state/run-files.ts';
import { PanelBoundary } from '../faults/PanelBoundary.tsx';
import { lazyPart } from '../lazy-part.tsx';

export interface ExportModalProps {
  /** The run whose files it offers; undefined while it is closed. */
  readonly source: ExportSource | undefined;
  /** What the run is called; left out for the one on screen. */
  readonly name?: string | undefined;
  readonly onClose: () => void;
}

const ExportChoices = lazyPart(
  part(async () => (await import('./ExportChoices.tsx')).ExportChoices),
  () => null,
);

/** The files a run can be had as. What is in the dialog is fetched with its first opening. */
export function ExportModal({ source, name, onClose }: ExportModalProps) {
  return (
    <Modal
      opened={source !== undefined}
      onClose={onClose}
      title={name === undefined ? 'Export' : `Export ${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      size="lg"
      centered
    >
      {source && (
        <PanelBoundary title="Export">
          <ExportChoices source={source} onClose={onClose} />
        </PanelBoundary>
      )}
    </Modal>
  );
}
