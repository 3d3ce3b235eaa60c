import { withoutModes } from '../../experiment/link-modes.ts';
import { Announcer } from '../Announcer.tsx';
import { CurvePanels } from '../CurvePanels.tsx';
import { FaultAlerts } from '../FaultAlerts.tsx';
import { FrozenRunBar } from '../FrozenRunBar.tsx';
import { PanelBoundary } from '../faults/PanelBoundary.tsx';
import { MatrixPanel } from '../MatrixPanel.tsx';
import { PrimaryRunButton } from '../RunButtons.tsx';
import { RunStatus } from '../RunStatus.tsx';
import { OVERLAYS_ID } from '../theme.ts';
import '../panels.css';
import '../screen.css';
import './embed.css';

/** What a frame in another page shows: curves and matrix of the experiment in its address, and the way to the whole app. */
export function EmbedScreen() {
  return (
    <div className="screen embedded">
      <main className="work" tabIndex={-1} aria-label="Fitting Room">
        <h1 className="visually-hidden">Fitting Room</h1>
        <div className="run-bar">
          <PrimaryRunButton />
          <RunStatus />
          <a
            className="embed-open"
            href={location.pathname + location.search + withoutModes(location.hash)}
            target="_blank"
            rel="noopener"
          >
            Open in Fitting Room
          </a>
        </div>
        <FrozenRunBar />
        <FaultAlerts />
        <div className="panels">
          <CurvePanels />
          <PanelBoundary title="Confusion matrix" area="matrix">
            <MatrixPanel />
          </PanelBoundary>
        </div>
        <div id={OVERLAYS_ID} />
      </main>
      <Announcer />
    </div>
  );
}
