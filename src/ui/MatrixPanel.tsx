import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { ConfusionGrid } from '../charts/ConfusionGrid.tsx';
import type { MatrixMode, MatrixRows } from '../charts/matrix-cells.ts';
import type { Cell } from '../state/room-state.ts';
import { DatasetByClass } from './DatasetByClass.tsx';
import { EpochPicker } from './EpochPicker.tsx';
import { MatrixModes } from './MatrixModes.tsx';
import { MatrixScale } from './MatrixScale.tsx';
import { Panel } from './Panel.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { SplitPicker } from './SplitPicker.tsx';
import { evaluationWords, useShownEvaluation } from './use-shown-evaluation.ts';
import './matrix.css';

/** The confusion matrix of one split at one epoch; before there is one, the dataset by class. */
export function MatrixPanel() {
  const room = useFittingRoom();
  const shown = useShownEvaluation();
  const litClass = useRoom((state) => state.litClass);
  const selected = useRoom((state) => state.selectedCell);
  const isDark = useComputedColorScheme('light') === 'dark';
  const [mode, setMode] = useState<MatrixMode>('counts');
  const [rows, setRows] = useState<MatrixRows>('predicted');
  const light = useCallback((label: number | undefined) => room.lightClass(label), [room]);
  const select = useCallback(({ actual, predicted }: Cell) => room.selectCell({ actual, predicted }), [room]);

  const counts = shown?.counts;
  const caption = useMemo(
    () => (
      <>
        {modeWords(mode)}
        {counts && <MatrixScale isDark={isDark} mode={mode} counts={counts} />}
      </>
    ),
    [mode, isDark, counts],
  );

  if (shown === undefined) return <DatasetByClass />;
  return (
    <Panel title="Confusion matrix" detail={evaluationWords(shown)} area="matrix" actions={<SplitPicker />}>
      <div className="matrix">
        <div className="matrix-grid">
          <ConfusionGrid
            counts={shown.counts}
            mode={mode}
            rows={rows}
            isDark={isDark}
            caption={caption}
            label={`Confusion matrix, ${evaluationWords(shown)}; ${modeWords(mode)}`}
            litClass={litClass}
            selected={selected}
            onLight={light}
            onSelect={select}
          />
        </div>
        <div className="matrix-foot">
          <MatrixModes mode={mode} rows={rows} onMode={setMode} onRows={setRows} />
          <EpochPicker />
        </div>
      </div>
    </Panel>
  );
}

function modeWords(mode: MatrixMode): string {
  if (mode === 'counts') return 'In the cells: number of images';
  return mode === 'ofActual'
    ? 'In the cells: % of the images of the actual class'
    : 'In the cells: % of the images predicted as the class';
}
