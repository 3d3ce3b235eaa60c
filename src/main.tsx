import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppUpdates } from './hosting/app-updates.ts';
import { startHosting } from './hosting/start-hosting.ts';
import { FittingRoom } from './state/fitting-room.ts';
import { parseLaunchOptions } from './state/launch-options.ts';
import { App } from './ui/App.tsx';
import { adoptThemeVariables } from './ui/theme-variables.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const room = new FittingRoom(parseLaunchOptions(location.search), new URL('data/', document.baseURI).href);
room.openAddress(location.hash);
// A link opened in the same tab, and the way from screen to screen.
window.addEventListener('hashchange', () => {
  room.dismissNotices();
  room.openAddress(location.hash);
});
const updates = new AppUpdates();
void startHosting(updates).then((mayStart) => {
  if (mayStart) room.startEngine();
});
void room.findInterrupted();

adoptThemeVariables();
createRoot(root).render(
  <StrictMode>
    <App room={room} updates={updates} />
  </StrictMode>,
);
