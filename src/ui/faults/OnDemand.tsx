import { Portal } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import type { DialogOnDemand } from '../use-on-demand.ts';
import { BreakdownNote } from './BreakdownNote.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import './on-demand.css';

interface OnDemandProps<Props> {
  readonly dialog: DialogOnDemand<Props>;
  /** What the dialog is called, as a sentence begins with it. */
  readonly name: string;
  readonly children: (Dialog: ComponentType<Props>) => ReactNode;
}

/** Where a dialog is on the page. One that does not come, or breaks, says so in a corner, and its button goes on working. */
export function OnDemand<Props>({ dialog, name, children }: OnDemandProps<Props>) {
  const note = (error: unknown, onRetry: () => void, onClose: () => void) => (
    <Portal>
      <div className="on-demand-note">
        <BreakdownNote name={name} error={error} onRetry={onRetry} onClose={onClose} />
      </div>
    </Portal>
  );
  if (dialog.failure !== undefined) return note(dialog.failure, () => void dialog.open(), dialog.close);
  if (dialog.Part === undefined) return null;
  return (
    <ErrorBoundary
      resetOn={dialog.isOpen}
      fallback={({ error, retry }) => (dialog.isOpen ? note(error, retry, dialog.close) : null)}
    >
      {children(dialog.Part)}
    </ErrorBoundary>
  );
}
