import { useState } from 'react';
import type { WeightsChoice } from '../../state/room-state.ts';
import { Announcer } from '../Announcer.tsx';
import { FaultAlerts } from '../FaultAlerts.tsx';
import { Header } from '../Header.tsx';
import { ResumeBar } from '../ResumeBar.tsx';
import { RunButtons } from '../RunButtons.tsx';
import { RunStatus } from '../RunStatus.tsx';
import { OVERLAYS_ID } from '../theme.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import { ImageChoice } from './ImageChoice.tsx';
import { LayersPanel } from './LayersPanel.tsx';
import { useLiveLook } from './use-live-look.ts';
import '../screen.css';
import './inside.css';

/** Look inside: one image through the network that is being trained, and where its answer comes from. */
export function InsideScreen() {
  const [weights, setWeights] = useState<WeightsChoice>('latest');
  useLiveLook(weights);
  return (
    <div className="screen">
      <Header />
      <main className="work" tabIndex={-1}>
        <div className="run-bar">
          <RunButtons />
          <RunStatus />
        </div>
        <ResumeBar />
        <FaultAlerts />
        <div className="inside">
          <ImageChoice />
          <AnswerPanel weights={weights} />
          <LayersPanel weights={weights} onChooseWeights={setWeights} />
        </div>
        <div id={OVERLAYS_ID} />
      </main>
      <Announcer />
    </div>
  );
}
