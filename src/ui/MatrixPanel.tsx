import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ConfusionGrid } from '../charts/ConfusionGrid.tsx';
import { type MatrixMode, type MatrixRows, matrixView } from '../charts/matrix-view.ts';
import { type ClassOrderName, classOrder } from '../core/class-order.ts';
import { type ConfusionCounts, imagesCounted } from '../core/confusion.ts';
import type { Reference } from '../state/difference.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import type { Cell } from '../state/room-state.ts';
import { DatasetByClass } from './DatasetByClass.tsx';
import { EpochPicker } from './EpochPicker.tsx';
import { countText } from './format.ts';
import { MatrixModes } from './MatrixModes.tsx';
import { MatrixOptions } from './MatrixOptions.tsx';
import { MatrixScale } from './MatrixScale.tsx';
import { numbersWords, ORDER_WORDS } from './matrix-words.ts';
import { Panel } from './Panel.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { SplitPicker } from './SplitPicker.tsx';
import { useRunTitle } from './use-run-title.ts';
import {
  epochWords,
  evaluationWords,
  referenceWords,
  useReference,
  useShownEvaluation,
} from './use-shown-evaluation.ts';
import './matrix.css';

/** The confusion matrix of one split at one epoch; before there is one, the dataset by class. */
export function MatrixPanel() {
  const shown = useShownEvaluation();
  return shown === undefined ? <DatasetByClass /> : <Matrix shown={shown} />;
}

function Matrix({ shown }: { readonly shown: EvaluationRecord }) {
  const room = useFittingRoom();
  const reference = useReference(shown);
  const litClass = useRoom((state) => state.litClass);
  const selected = useRoom((state) => state.selectedCell);
  // Of the latest epoch, so that the classes stay where they are while the film plays.
  const orderedBy = useRoom(({ evaluations }) => evaluations.findLast(({ split }) => split === shown.split)) ?? shown;
  const isDark = useComputedColorScheme('light') === 'dark';
  const [mode, setMode] = useState<MatrixMode>('counts');
  const [rows, setRows] = useState<MatrixRows>('predicted');
  const [orderName, setOrderName] = useState<ClassOrderName>('dataset');
  const [hidesDiagonal, setHidesDiagonal] = useState(false);
  const light = useCallback((label: number | undefined) => room.lightClass(label), [room]);
  const select = useCallback(({ actual, predicted }: Cell) => room.selectCell({ actual, predicted }), [room]);

  const order = useMemo(() => classOrder(orderName, orderedBy.counts), [orderName, orderedBy.counts]);
  const view = useMemo(() => {
    const than = reference && { counts: reference.evaluation.counts, words: thanWords(reference) };
    return matrixView({ counts: shown.counts, mode, rows, order, hidesDiagonal, reference: than });
  }, [shown.counts, mode, rows, order, hidesDiagonal, reference]);
  const title = useRunTitle();
  const words = {
    run: title?.words ?? '',
    title: evaluationWords(shown),
    numbers: numbersWords(mode, reference && thanWords(reference)),
    order: orderName === 'confusion' ? `by confusion at epoch ${orderedBy.epoch}` : ORDER_WORDS[orderName],
  };
  const fileStem = title?.fileStem ?? '';
  const file = useRef({ view, words, fileStem });
  useEffect(() => {
    file.current = { view, words, fileStem };
  });
  const getFile = useCallback(() => file.current, []);
  const before = reference?.evaluation.counts;
  const caption = useMemo(
    () => (
      <>
        <span className="matrix-numbers">
          {before ? changeWords(mode, shown.counts, before) : numbersWords(mode, undefined)}
        </span>
        <MatrixScale isDark={isDark} mode={mode} view={view} />
        <span>order: {ORDER_WORDS[orderName]}</span>
        {hidesDiagonal && <span>no diagonal</span>}
      </>
    ),
    [shown.counts, before, mode, isDark, view, orderName, hidesDiagonal],
  );

  return (
    <Panel
      title="Confusion matrix"
      detail={epochWords(shown, reference)}
      area="matrix"
      actions={
        <>
          <SplitPicker />
          <MatrixOptions
            split={shown.split}
            order={orderName}
            hidesDiagonal={hidesDiagonal}
            getFile={getFile}
            onOrder={setOrderName}
            onHideDiagonal={setHidesDiagonal}
          />
        </>
      }
    >
      <div className="matrix">
        <div className="matrix-grid">
          <ConfusionGrid
            view={view}
            isDark={isDark}
            caption={caption}
            label={`Confusion matrix, ${words.title}; ${words.numbers}; order ${words.order}`}
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

/** To stand after "more than" and "as many as". */
function thanWords(reference: Reference): string {
  return reference.run === undefined ? `at ${referenceWords(reference)}` : `in ${referenceWords(reference)}`;
}

function changeWords(mode: MatrixMode, now: ConfusionCounts, before: ConfusionCounts): string {
  if (mode === 'ofActual' || mode === 'ofPredicted') return 'change in points';
  const unit = mode === 'both' ? 'images and points' : 'images';
  const [imagesNow, imagesBefore] = [imagesCounted(now), imagesCounted(before)];
  // Another run may have other validation images: then counts differ for that reason alone.
  const totals = imagesNow === imagesBefore ? '' : `, of ${countText(imagesNow)} and ${countText(imagesBefore)}`;
  return `change in ${unit}${totals}`;
}
