import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { part } from '../../hosting/part.ts';
import type { WeightsChoice } from '../../state/room-state.ts';
import { Announcer } from '../Announcer.tsx';
import { FaultAlerts } from '../FaultAlerts.tsx';
import { PanelBoundary } from '../faults/PanelBoundary.tsx';
import { Header } from '../Header.tsx';
import { lazyPart } from '../lazy-part.tsx';
import { Panel } from '../Panel.tsx';
import { ResumeBar } from '../ResumeBar.tsx';
import { RunButtons } from '../RunButtons.tsx';
import { RunStatus } from '../RunStatus.tsx';
import { OVERLAYS_ID } from '../theme.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import { ImageChoice } from './ImageChoice.tsx';
import { LayersPanel } from './LayersPanel.tsx';
import { useLiveLook } from './use-live-look.ts';
import { useSketchAnswer } from './use-sketch-answer.ts';
import '../screen.css';
import './inside.css';

type View = 'layers' | 'embedding';

const EmbeddingPanel = lazyPart(
  part(async () => (await import('./EmbeddingPanel.tsx')).EmbeddingPanel),
  ({ views }) => (
    <Panel title="Embedding" area="layers" actions={views}>
      <p className="inside-hint">Loading…</p>
    </Panel>
  ),
);

/** What the engine is asked while the screen is open. It draws nothing, so that each answer redraws only what shows it. */
function Questions({ weights }: { readonly weights: WeightsChoice }) {
  useLiveLook(weights);
  useSketchAnswer(weights);
  return null;
}

/** Look inside: one image through the network that is being trained, and where its prediction comes from. */
export function InsideScreen() {
  const [weights, setWeights] = useState<WeightsChoice>('latest');
  const [view, setView] = useState<View>('layers');
  const views = (
    <SegmentedControl
      size="xs"
      aria-label="What is shown"
      value={view}
      onChange={(value) => setView(value)}
      data={[
        { value: 'layers', label: 'Layers' },
        { value: 'embedding', label: 'Embedding' },
      ]}
    />
  );
  return (
    <div className="screen">
      <Questions weights={weights} />
      <Header />
      <main className="work" tabIndex={-1}>
        <div className="run-bar">
          <PanelBoundary title="The buttons of the run">
            <RunButtons />
          </PanelBoundary>
          <PanelBoundary title="The state of the run">
            <RunStatus />
          </PanelBoundary>
        </div>
        <ResumeBar />
        <FaultAlerts />
        <div className="inside">
          <div className="inside-left">
            <PanelBoundary title="Image" area="choice">
              <ImageChoice weights={weights} />
            </PanelBoundary>
            <PanelBoundary title="Prediction" area="answer">
              <AnswerPanel weights={weights} />
            </PanelBoundary>
          </div>
          <PanelBoundary
            title={view === 'layers' ? 'Layers' : 'Embedding'}
            area="layers"
            actions={views}
            resetOn={view}
          >
            {view === 'layers' ? (
              <LayersPanel weights={weights} onChooseWeights={setWeights} views={views} />
            ) : (
              <EmbeddingPanel weights={weights} onChooseWeights={setWeights} views={views} />
            )}
          </PanelBoundary>
        </div>
        <div id={OVERLAYS_ID} />
      </main>
      <Announcer />
    </div>
  );
}
