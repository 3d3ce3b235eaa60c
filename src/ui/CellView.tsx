import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { className } from '../core/classes.ts';
import { mostConfusedPair } from '../core/report.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { cellImages, type ImageOrder } from '../state/image-lists.ts';
import type { Cell } from '../state/room-state.ts';
import { ImageList } from './ImageList.tsx';
import { AnswersGone, sourceOf } from './ListViews.tsx';
import { useFittingRoom } from './room-context.ts';

interface CellViewProps {
  readonly shown: EvaluationRecord;
  readonly cell: Cell | undefined;
  readonly order: ImageOrder;
}

/** The images of the selected cell. */
export function CellView({ shown, cell, order }: CellViewProps) {
  const { answers } = shown;
  const positions = useMemo(() => answers && cell && cellImages(answers, cell, order), [answers, cell, order]);
  if (cell === undefined) return <Suggestion shown={shown} />;
  if (answers === undefined || positions === undefined) return <AnswersGone />;
  if (positions.length === 0) {
    return (
      <p className="images-hint">
        No image of {className(cell.actual)} was predicted as {className(cell.predicted)} here.
      </p>
    );
  }
  const name = `${cell.actual}-${cell.predicted}-${order}`;
  return <ImageList name={name} answers={answers} positions={positions} source={sourceOf(shown)} />;
}

function Suggestion({ shown }: { readonly shown: EvaluationRecord }) {
  const room = useFittingRoom();
  const pair = mostConfusedPair(shown.counts);
  return (
    <p className="images-hint">
      Select a cell of the confusion matrix to see its images.
      {pair && (
        <Button size="compact-sm" variant="default" onClick={() => room.selectCell(pair)}>
          {`Show ${className(pair.actual)} predicted ${className(pair.predicted)}`}
        </Button>
      )}
    </p>
  );
}
