import type { ReactNode } from 'react';
import type { AppUpdates } from '../../hosting/app-updates.ts';
import type { FittingRoom } from '../../state/fitting-room.ts';
import { SCREEN_LINKS } from '../../state/screen.ts';
import { breakdownWords, runSafetySentence } from './breakdown-sentences.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useSafeReload } from './use-safe-reload.ts';

interface RootBoundaryProps {
  readonly room: FittingRoom;
  readonly updates: AppUpdates;
  readonly children: ReactNode;
}

/** The last resort. What stands in the page's place needs no component library, no styles and no context. */
export function RootBoundary({ room, updates, children }: RootBoundaryProps) {
  return (
    <ErrorBoundary
      fallback={({ error, retry }) => <BrokenPage error={error} onRetry={retry} room={room} updates={updates} />}
    >
      {children}
    </ErrorBoundary>
  );
}

interface BrokenPageProps {
  readonly error: unknown;
  /** Left out where there is nothing to draw again. */
  readonly onRetry?: () => void;
  readonly room?: FittingRoom;
  readonly updates?: AppUpdates;
}

const SCREENS = [
  ['Train', SCREEN_LINKS.train],
  ['Runs', SCREEN_LINKS.runs],
  ['Reference', SCREEN_LINKS.reference],
  ['Look inside', SCREEN_LINKS.inside],
  ['Lessons', SCREEN_LINKS.lessons],
] as const;

export function BrokenPage({ error, onRetry, room, updates }: BrokenPageProps) {
  const { state, reload } = useSafeReload(room, updates);
  const { title, sentence, details } = breakdownWords(error, 'The page');
  const isUnsaved = state === 'unsaved';
  return (
    <main style={{ maxWidth: 640, margin: '40px auto', padding: '0 16px', font: '16px/1.5 system-ui, sans-serif' }}>
      <h1>Fitting Room</h1>
      <div role="alert">
        <p>
          <strong>{title}</strong> {sentence}
        </p>
        <p>{isUnsaved ? 'The run could not be saved: reloading loses it.' : room && safetyOf(room)}</p>
      </div>
      <p>
        {onRetry && (
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        )}{' '}
        <button type="button" disabled={state === 'saving'} onClick={reload}>
          {isUnsaved ? 'Reload without saving' : 'Reload the page'}
        </button>
      </p>
      {onRetry && (
        <nav aria-label="Screens">
          {SCREENS.map(([name, link]) => (
            // The address is read before the page is drawn again.
            <a key={name} href={link} style={{ marginRight: 16 }} onClick={() => setTimeout(onRetry)}>
              {name}
            </a>
          ))}
        </nav>
      )}
      <details>
        <summary>Details</summary>
        <span>{details}</span>
      </details>
    </main>
  );
}

/** As it is while this is drawn; what broke the page may be the state itself. */
function safetyOf(room: FittingRoom): string {
  try {
    return runSafetySentence(room.store.getState());
  } catch {
    return '';
  }
}
