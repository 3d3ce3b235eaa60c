import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { AppUpdates } from './hosting/app-updates.ts';
import { watchStyles } from './hosting/part-styles.ts';
import { startHosting } from './hosting/start-hosting.ts';
import { FittingRoom } from './state/fitting-room.ts';
import { parseLaunchOptions } from './state/launch-options.ts';
import { wholeAddress } from './state/whole-address.ts';
import { App } from './ui/App.tsx';
import { BrokenPage, RootBoundary } from './ui/faults/RootBoundary.tsx';
import { adoptThemeVariables } from './ui/theme-variables.ts';

/** How long the page waits for the results of a link, so as to draw them at first; later ones are drawn when they come. */
const RESULTS_PATIENCE_MS = 1000;

function rootElement(): HTMLElement {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element #root');
  return root;
}

/** What goes wrong before there is anything to draw is drawn too. */
function showBroken(error: unknown): void {
  createRoot(rootElement()).render(<BrokenPage error={error} />);
}

function open(): void {
  const container = rootElement();
  watchStyles();
  const address = wholeAddress(location);
  // Whoever copies the address hands on one that is whole.
  if (address !== location) history.replaceState(null, '', address.pathname + address.search + address.hash);
  const room = new FittingRoom(parseLaunchOptions(address.search), new URL('data/', document.baseURI).href);
  const results = room.openAddress(address.hash);
  // A link opened in the same tab, and the way from screen to screen.
  window.addEventListener('hashchange', () => {
    room.dismissNotices();
    void room.openAddress(location.hash);
  });
  const updates = new AppUpdates();
  const hosted = startHosting(updates);
  const startEngine = () => {
    void hosted.then((mayStart) => {
      if (mayStart) room.startEngine();
    });
  };

  const show = () => {
    void room.findInterrupted();
    adoptThemeVariables();
    // At once: in pieces, the engine's start would take turns with them.
    flushSync(() => {
      createRoot(container).render(
        <StrictMode>
          <RootBoundary room={room} updates={updates}>
            <App room={room} updates={updates} />
          </RootBoundary>
        </StrictMode>,
      );
    });
  };

  // No `await` outside a function: with one the bundler keeps common parts in dozens of files of their own.
  if (results === undefined) {
    startEngine();
    show();
  } else {
    const patience = new Promise((resolve) => setTimeout(resolve, RESULTS_PATIENCE_MS));
    // Results need no engine: they are on screen before it takes the processor.
    void Promise.race([results, patience]).then(show).then(startEngine).catch(showBroken);
  }
}

try {
  open();
} catch (error) {
  showBroken(error);
}
