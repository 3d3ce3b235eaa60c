import type { ReactNode } from 'react';
import { useRoom } from '../room-context.ts';
import { ScreenLinks } from '../ScreenLinks.tsx';
import { BreakdownNote } from './BreakdownNote.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import '../screen.css';

/** A whole screen: when it breaks, the way to the others stays. */
export function ScreenBoundary({ children }: { readonly children: ReactNode }) {
  const screen = useRoom((state) => state.screen);
  return (
    <ErrorBoundary
      resetOn={screen}
      fallback={({ error, retry }) => (
        <div className="screen">
          <PlainHeader />
          <main className="work" tabIndex={-1}>
            <BreakdownNote name="This screen" error={error} onRetry={retry} />
          </main>
        </div>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}

/** What of the header is always there. */
export function PlainHeader() {
  const isEmbedded = useRoom((state) => state.isEmbedded);
  if (isEmbedded) return null;
  return (
    <header className="header">
      <h1 className="header-name">Fitting Room</h1>
      <ScreenLinks />
    </header>
  );
}
