import { useEffect } from 'react';
import { Announcer } from '../Announcer.tsx';
import { CurvePanels } from '../CurvePanels.tsx';
import { FaultAlerts } from '../FaultAlerts.tsx';
import { PanelBoundary } from '../faults/PanelBoundary.tsx';
import { Header } from '../Header.tsx';
import { ResumeBar } from '../ResumeBar.tsx';
import { useFittingRoom } from '../room-context.ts';
import { OVERLAYS_ID } from '../theme.ts';
import { ClaimsPanel } from './ClaimsPanel.tsx';
import { ReferencePanel } from './ReferencePanel.tsx';
import { useReferenceRuns } from './use-reference-runs.ts';
import '../class-table.css';
import '../panels.css';
import '../screen.css';
import './reference.css';

/** The study's table beside what this engine made of the same recipe, and what holds of what the study says. */
export function ReferenceScreen() {
  const room = useFittingRoom();
  const reference = useReferenceRuns();
  useEffect(() => () => room.lightRun(undefined), [room]);
  return (
    <div className="screen reference-screen">
      <Header />
      <main className="work" tabIndex={-1}>
        <ResumeBar />
        <FaultAlerts />
        <PanelBoundary title="Reference runs" area="reference">
          <ReferencePanel {...reference} />
        </PanelBoundary>
        <div className="reference-below">
          <PanelBoundary title="What the original study says" area="claims">
            <ClaimsPanel table={reference.table} />
          </PanelBoundary>
          <CurvePanels />
        </div>
        <div id={OVERLAYS_ID} />
      </main>
      <Announcer />
    </div>
  );
}
