import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { WeightsChoice } from '../../state/room-state.ts';
import { Announcer } from '../Announcer.tsx';
import { FaultAlerts } from '../FaultAlerts.tsx';
import { Header } from '../Header.tsx';
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

const EmbeddingPanel = lazy(async () => ({ default: (await import('./EmbeddingPanel.tsx')).EmbeddingPanel }));

/** What the engine is asked while the screen is open. It draws nothing, so that each answer redraws only what shows it. */
function Questions({ weights }: { readonly weights: WeightsChoice }) {
  useLiveLook(weights);
  useSketchAnswer(weights);
  return null;
}

/** Look inside: one image through the network that is being trained, and where its answer comes from. */
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
          <RunButtons />
          <RunStatus />
        </div>
        <ResumeBar />
        <FaultAlerts />
        <div className="inside">
          <div className="inside-left">
            <ImageChoice weights={weights} />
            <AnswerPanel weights={weights} />
          </div>
          {view === 'layers' ? (
            <LayersPanel weights={weights} onChooseWeights={setWeights} views={views} />
          ) : (
            <Suspense
              fallback={
                <Panel title="Embedding" area="layers" actions={views}>
                  <p className="inside-hint">Loading.</p>
                </Panel>
              }
            >
              <EmbeddingPanel weights={weights} onChooseWeights={setWeights} views={views} />
            </Suspense>
          )}
        </div>
        <div id={OVERLAYS_ID} />
      </main>
      <Announcer />
    </div>
  );
}
