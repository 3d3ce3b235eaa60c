import { useState } from 'react';
import { part } from '../hosting/part.ts';
import type { ImageOrder } from '../state/image-lists.ts';
import { CellView } from './CellView.tsx';
import { ImagesChoice, type ImagesView } from './ImagesChoice.tsx';
import { MistakesView, UncertainView } from './ListViews.tsx';
import { lazyPart } from './lazy-part.tsx';
import { Panel } from './Panel.tsx';
import { useRoom } from './room-context.ts';
import { usePixelsAhead } from './use-pixels-ahead.ts';
import { evaluationWords, useShownEvaluation } from './use-shown-evaluation.ts';
import './images.css';

const NOTHING = () => null;
const CalibrationView = lazyPart(
  part(async () => (await import('./CalibrationView.tsx')).CalibrationView),
  NOTHING,
);
const NoiseView = lazyPart(
  part(async () => (await import('./NoiseView.tsx')).NoiseView),
  NOTHING,
);
const NumberView = lazyPart(
  part(async () => (await import('./NumberView.tsx')).NumberView),
  NOTHING,
);

/** The images behind the numbers: of a cell, the most confident mistakes, the least confident predictions, and how far to trust confidence. */
export function ImagesPanel() {
  const shown = useShownEvaluation();
  usePixelsAhead(shown);
  const cell = useRoom((state) => state.selectedCell);
  const hasNoise = useRoom(({ run }) => (run?.experiment.labelNoise ?? 0) > 0);
  const [chosenView, setView] = useState<ImagesView>('cell');
  const [order, setOrder] = useState<ImageOrder>('certain');
  const [lastCell, setLastCell] = useState(cell);
  // Whoever selects a cell wants to see it.
  if (cell !== lastCell) {
    setLastCell(cell);
    setView('cell');
  }
  const view = chosenView === 'noise' && !hasNoise ? 'cell' : chosenView;

  if (shown === undefined) {
    return (
      <Panel title="Images" area="images">
        <p className="images-hint">
          Once there is a confusion matrix, select one of its cells to see the images here, with the network’s
          prediction for each.
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title="Images"
      detail={evaluationWords(shown)}
      area="images"
      actions={
        <ImagesChoice
          view={view}
          order={view === 'cell' && cell !== undefined ? order : undefined}
          hasNoise={hasNoise}
          onView={setView}
          onOrder={setOrder}
        />
      }
    >
      {view === 'cell' && <CellView shown={shown} cell={cell} order={order} />}
      {view === 'mistakes' && <MistakesView shown={shown} />}
      {view === 'uncertain' && <UncertainView shown={shown} />}
      {view === 'noise' && <NoiseView shown={shown} />}
      {view === 'number' && <NumberView shown={shown} />}
      {view === 'calibration' && <CalibrationView shown={shown} />}
    </Panel>
  );
}
