import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { className } from '../core/classes.ts';
import { confusionAt } from '../core/confusion.ts';
import { mostConfusedPair } from '../core/report.ts';
import { type EvaluationRecord, positionsOfCell } from '../state/evaluation-record.ts';
import type { Cell } from '../state/room-state.ts';
import { CellImages } from './CellImages.tsx';
import { countText } from './format.ts';
import { Panel } from './Panel.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { evaluationWords, useShownEvaluation } from './use-shown-evaluation.ts';
import './images.css';

/** The images behind a cell of the matrix. */
export function ImagesPanel() {
  const shown = useShownEvaluation();
  const cell = useRoom((state) => state.selectedCell);
  if (shown === undefined) {
    return (
      <Panel title="Images" area="images">
        <p className="images-hint">
          Once there is a confusion matrix, a cell of it shows its images here, with what the network thought of each.
        </p>
      </Panel>
    );
  }
  if (cell === undefined) return <Suggestion shown={shown} />;
  return <Selected shown={shown} cell={cell} />;
}

function Suggestion({ shown }: { readonly shown: EvaluationRecord }) {
  const room = useFittingRoom();
  const pair = mostConfusedPair(shown.counts);
  return (
    <Panel title="Images" area="images">
      <p className="images-hint">
        Select a cell of the confusion matrix to see its images.
        {pair && (
          <Button size="compact-sm" variant="default" onClick={() => room.selectCell(pair)}>
            {`Show ${className(pair.actual)} predicted ${className(pair.predicted)}`}
          </Button>
        )}
      </p>
    </Panel>
  );
}

function Selected({ shown, cell }: { readonly shown: EvaluationRecord; readonly cell: Cell }) {
  const { actual, predicted } = cell;
  const { answers } = shown;
  const positions = useMemo(() => answers && positionsOfCell(answers, actual, predicted), [answers, actual, predicted]);
  const count = confusionAt(shown.counts, actual, predicted);
  const title = `actual ${className(actual)}, predicted ${className(predicted)}: ${countText(count)} of ${evaluationWords(shown)}`;
  if (answers === undefined || positions === undefined) {
    return (
      <Panel title="Images" detail={title} area="images">
        <p className="images-hint">
          The answers of this epoch were let go to save memory. Later epochs and the best one still have theirs.
        </p>
      </Panel>
    );
  }
  if (positions.length === 0) {
    return (
      <Panel title="Images" detail={title} area="images">
        <p className="images-hint">
          No image of {className(actual)} was predicted {className(predicted)} here.
        </p>
      </Panel>
    );
  }
  return (
    <CellImages
      key={`${actual}-${predicted}`}
      title={title}
      cell={cell}
      answers={answers}
      positions={positions}
      source={shown.split === 'test' ? 'test' : 'train'}
    />
  );
}
