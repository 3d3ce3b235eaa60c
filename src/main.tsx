import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FittingRoom } from './state/fitting-room.ts';
import { parseLaunchOptions } from './state/launch-options.ts';
import { App } from './ui/App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const room = new FittingRoom(parseLaunchOptions(location.search), new URL('data/', document.baseURI).href);
room.openAddress(location.hash);
// A link opened in the same tab, and the way from screen to screen.
window.addEventListener('hashchange', () => {
  room.dismissNotices();
  room.openAddress(location.hash);
});
room.startEngine();
void room.findInterrupted();

createRoot(root).render(
  <StrictMode>
    <App room={room} />
  </StrictMode>,
);
