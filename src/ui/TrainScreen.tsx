import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import type { LitPanel } from '../lessons/lesson.ts';
import { Announcer } from './Announcer.tsx';
import { ClassPanel } from './ClassPanel.tsx';
import { CurvePanels } from './CurvePanels.tsx';
import { ExperimentDrawer } from './ExperimentDrawer.tsx';
import { ExperimentSettings } from './ExperimentSettings.tsx';
import { FaultAlerts } from './FaultAlerts.tsx';
import { FrozenRunBar } from './FrozenRunBar.tsx';
import { PanelBoundary } from './faults/PanelBoundary.tsx';
import { Header } from './Header.tsx';
import { ImagesPanel } from './ImagesPanel.tsx';
import { MatrixPanel } from './MatrixPanel.tsx';
import { Panel } from './Panel.tsx';
import { ResumeBar } from './ResumeBar.tsx';
import { RunButtons } from './RunButtons.tsx';
import { RunStatus } from './RunStatus.tsx';
import { useRoom } from './room-context.ts';
import { TestPanel } from './TestPanel.tsx';
import { OVERLAYS_ID } from './theme.ts';
import './panels.css';
import './screen.css';
import './presenter.css';

/** Wide enough for the experiment to stand beside the charts: the 1260 pixels of screen.css and panels.css, which grow with text. */
const WIDE = '(min-width: 78.75em)';

interface TrainScreenProps {
  /** Stands where the experiment's settings do. */
  readonly side?: ReactNode;
  /** In place of the commands of a run. */
  readonly buttons?: ReactNode;
  /** The panel a lesson points at. */
  readonly lit?: LitPanel;
}

export function TrainScreen({ side, buttons, lit }: TrainScreenProps) {
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const isPresenting = useRoom((state) => state.isPresenting);
  return (
    <div className={isPresenting ? 'screen presented' : 'screen'}>
      <Header />
      <main className="work" tabIndex={-1}>
        <div className="run-bar">
          <PanelBoundary title="The buttons of the run">{buttons ?? <RunButtons />}</PanelBoundary>
          <PanelBoundary title="The state of the run">
            <RunStatus />
          </PanelBoundary>
        </div>
        <ResumeBar />
        <FrozenRunBar />
        <FaultAlerts />
        <div className="panels" data-lit={lit}>
          {!isPresenting && (
            <PanelBoundary title="Experiment" area="experiment">
              {side ?? <Experiment isWide={isWide} />}
            </PanelBoundary>
          )}
          <CurvePanels />
          <PanelBoundary title="Confusion matrix" area="matrix">
            <MatrixPanel />
          </PanelBoundary>
          {!isPresenting && (
            <>
              <PanelBoundary title="Per class" area="classes">
                <ClassPanel />
              </PanelBoundary>
              <PanelBoundary title="Images" area="images">
                <ImagesPanel />
              </PanelBoundary>
              <PanelBoundary title="Test set" area="test">
                <TestPanel />
              </PanelBoundary>
            </>
          )}
        </div>
        <div id={OVERLAYS_ID} />
      </main>
      <Announcer />
    </div>
  );
}

function Experiment({ isWide }: { readonly isWide: boolean }) {
  const isShown = useAfterCurves();
  if (!isWide) return <ExperimentDrawer />;
  return (
    <Panel title="Experiment" area="experiment">
      {isShown && <ExperimentSettings hintSide="right" />}
    </Panel>
  );
}

/** Forty fields take a quarter of the page's first drawing: where there are curves to see, those come first. */
function useAfterCurves(): boolean {
  const [isAfter, setAfter] = useState(useRoom((state) => state.run === undefined));
  useEffect(() => {
    if (isAfter) return;
    // Behind the frame that shows them.
    const frame = requestAnimationFrame(() => setTimeout(() => setAfter(true)));
    return () => cancelAnimationFrame(frame);
  }, [isAfter]);
  return isAfter;
}
