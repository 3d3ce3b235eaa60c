import { Modal } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import type { ExportSource } from '../../state/run-files.ts';

export interface ExportModalProps {
  /** The run whose files it offers; undefined while it is closed. */
  readonly source: ExportSource | undefined;
  /** What the run is called; left out for the one on screen. */
  readonly name?: string | undefined;
  readonly onClose: () => void;
}

type Choices = ComponentType<{ readonly source: ExportSource; readonly onClose: () => void }>;

/** The files a run can be had as. What is in the dialog is fetched with its first opening. */
export function ExportModal({ source, name, onClose }: ExportModalProps) {
  const [Content, setContent] = useState<Choices>();
  const [hasFailed, setFailed] = useState(false);
  const isOpen = source !== undefined;
  useEffect(() => {
    if (!isOpen || Content !== undefined) return;
    import('./ExportChoices.tsx').then(
      ({ ExportChoices }) => setContent(() => ExportChoices),
      () => setFailed(true),
    );
  }, [isOpen, Content]);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={name === undefined ? 'Export' : `Export ${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      size="lg"
      centered
    >
      {source && Content && <Content source={source} onClose={onClose} />}
      {hasFailed && <p role="alert">This part of the page could not be loaded. Close this and try again.</p>}
    </Modal>
  );
}
