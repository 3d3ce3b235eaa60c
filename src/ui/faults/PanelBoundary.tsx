import type { ReactNode } from 'react';
import { Panel } from '../Panel.tsx';
import { BreakdownNote } from './BreakdownNote.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface PanelBoundaryProps {
  readonly title: string;
  /** The place of a panel; what is none, such as a row of buttons, has no frame. */
  readonly area?: string;
  /** Of the panel, where one of them is the way out. */
  readonly actions?: ReactNode;
  readonly resetOn?: unknown;
  readonly children: ReactNode;
}

/** One part of a screen: when it breaks, its place says so and the others go on. */
export function PanelBoundary({ title, area, actions, resetOn, children }: PanelBoundaryProps) {
  return (
    <ErrorBoundary
      resetOn={resetOn}
      fallback={({ error, retry }) => {
        const note = <BreakdownNote name={title} error={error} onRetry={retry} />;
        if (area === undefined) return note;
        return (
          <Panel title={title} area={area} actions={actions}>
            {note}
          </Panel>
        );
      }}
    >
      {children}
    </ErrorBoundary>
  );
}
