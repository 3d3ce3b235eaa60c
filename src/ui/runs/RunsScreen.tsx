import { useEffect, useState } from 'react';
import { Announcer } from '../Announcer.tsx';
import { CurvePanels } from '../CurvePanels.tsx';
import { FaultAlerts } from '../FaultAlerts.tsx';
import { PanelBoundary } from '../faults/PanelBoundary.tsx';
import { Header } from '../Header.tsx';
import { ResumeBar } from '../ResumeBar.tsx';
import { useFittingRoom } from '../room-context.ts';
import { OVERLAYS_ID } from '../theme.ts';
import { CompareView } from './CompareView.tsx';
import { RunsPanel } from './RunsPanel.tsx';
import { UndoBar } from './UndoBar.tsx';
import '../screen.css';
import './runs.css';

/** All runs of this browser: to find, name, compare, open, go on with and delete. */
export function RunsScreen() {
  const room = useFittingRoom();
  const [pair, setPair] = useState<readonly [string, string]>();
  useEffect(() => room.saved.watch(), [room]);
  useEffect(() => () => room.lightRun(undefined), [room]);
  return (
    <div className="screen runs-screen">
      <Header />
      <main className="work" tabIndex={-1}>
        <ResumeBar />
        <FaultAlerts />
        {pair === undefined ? (
          <>
            <PanelBoundary title="Runs" area="runs">
              <RunsPanel onCompare={setPair} />
            </PanelBoundary>
            <div className="runs-charts">
              <CurvePanels />
            </div>
          </>
        ) : (
          <CompareView pair={pair} onBack={() => setPair(undefined)} />
        )}
        <UndoBar />
        <div id={OVERLAYS_ID} />
      </main>
      <Announcer />
    </div>
  );
}
