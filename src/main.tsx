import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { AppUpdates } from './hosting/app-updates.ts';
import { startHosting } from './hosting/start-hosting.ts';
import { FittingRoom } from './state/fitting-room.ts';
import { parseLaunchOptions } from './state/launch-options.ts';
import { App } from './ui/App.tsx';
import { adoptThemeVariables } from './ui/theme-variables.ts';

/** How long the page waits for the results of a link, so as to draw them at first; later ones are drawn when they come. */
const RESULTS_PATIENCE_MS = 1000;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const room = new FittingRoom(parseLaunchOptions(location.search), new URL('data/', document.baseURI).href);
const results = room.openAddress(location.hash);
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
if (results === undefined) startEngine();
else await Promise.race([results, new Promise((resolve) => setTimeout(resolve, RESULTS_PATIENCE_MS))]);
void room.findInterrupted();

adoptThemeVariables();
// At once: in pieces, the engine's start would take turns with them.
flushSync(() => {
  createRoot(root).render(
    <StrictMode>
      <App room={room} updates={updates} />
    </StrictMode>,
  );
});
// Results need no engine: they are on screen before it takes the processor.
if (results !== undefined) startEngine();
