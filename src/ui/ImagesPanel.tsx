import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ImageOrder } from '../state/image-lists.ts';
import { CalibrationView } from './CalibrationView.tsx';
import { CellView } from './CellView.tsx';
import { MistakesView, UncertainView } from './ListViews.tsx';
import { NoiseView } from './NoiseView.tsx';
import { Panel } from './Panel.tsx';
import { useRoom } from './room-context.ts';
import { evaluationWords, useShownEvaluation } from './use-shown-evaluation.ts';
import './images.css';

type ImagesView = 'cell' | 'mistakes' | 'uncertain' | 'noise' | 'calibration';

const ORDER_LABELS: Readonly<Record<ImageOrder, string>> = {
  certain: 'most confident first',
  uncertain: 'least certain first',
  dataset: 'dataset order',
};

/** The images behind the numbers: of a cell, the surest mistakes, the least certain, and how far to trust certainty. */
export function ImagesPanel() {
  const shown = useShownEvaluation();
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
          Once there is a confusion matrix, a cell of it shows its images here, with what the network thought of each.
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
        <>
          {view === 'cell' && cell !== undefined && (
            <NativeSelect
              size="xs"
              className="images-order"
              aria-label="Order of the images"
              value={order}
              onChange={({ currentTarget: { value } }) =>
                setOrder(value === 'dataset' || value === 'uncertain' ? value : 'certain')
              }
              data={Object.entries(ORDER_LABELS).map(([value, label]) => ({ value, label }))}
            />
          )}
          <div className="images-views">
            <SegmentedControl
              size="xs"
              aria-label="Which images"
              value={view}
              onChange={setView}
              data={[
                { value: 'cell', label: 'Cell' },
                { value: 'mistakes', label: 'Surest mistakes' },
                { value: 'uncertain', label: 'Least certain' },
                ...(hasNoise ? [{ value: 'noise' as const, label: 'Learned noise' }] : []),
                { value: 'calibration', label: 'Calibration' },
              ]}
            />
          </div>
        </>
      }
    >
      {view === 'cell' && <CellView shown={shown} cell={cell} order={order} />}
      {view === 'mistakes' && <MistakesView shown={shown} />}
      {view === 'uncertain' && <UncertainView shown={shown} />}
      {view === 'noise' && <NoiseView shown={shown} />}
      {view === 'calibration' && <CalibrationView shown={shown} />}
    </Panel>
  );
}
