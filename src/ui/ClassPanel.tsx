import { useCallback, useMemo, useState } from 'react';
import { CLASS_NAMES, className } from '../core/classes.ts';
import type { Reference } from '../state/difference.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { AUC_IS_ROUNDED, isAucRounded, whyNoAuc } from './auc-words.ts';
import { ClassRow } from './ClassRow.tsx';
import { ClassTableHead } from './ClassTableHead.tsx';
import { type ClassFigures, figuresChange, tableFigures } from './class-figures.ts';
import { conventionNote, findingSentences } from './finding-sentences.ts';
import { Panel } from './Panel.tsx';
import { recallByEpoch } from './recall-by-epoch.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { CLASS_ORDER, type ClassOrder, nextOrder, sortedLabels } from './sort-classes.ts';
import { useDrawnEvaluations } from './use-drawn-evaluations.ts';
import { epochWords, evaluationWords, useReference, useShownEvaluation } from './use-shown-evaluation.ts';
import './class-table.css';

const ALL_LABELS = CLASS_NAMES.map((_, label) => label);

/** How well each class is told from the others. */
export function ClassPanel() {
  const room = useFittingRoom();
  const shown = useShownEvaluation();
  const reference = useReference(shown);
  const evaluations = useDrawnEvaluations();
  const litClass = useRoom((state) => state.litClass);
  const [order, setOrder] = useState(CLASS_ORDER);
  const sort = useCallback((by: ClassOrder['by']) => setOrder((before) => nextOrder(before, by)), []);
  const light = useCallback((label: number | undefined) => room.lightClass(label), [room]);

  const now = useMemo(() => shown && tableFigures(shown), [shown]);
  const before = useMemo(() => reference && tableFigures(reference.evaluation), [reference]);
  const table = useMemo(() => (now && before ? figuresChange(now, before) : now), [now, before]);
  const split = shown?.split ?? 'validation';
  const lines = useMemo(() => recallByEpoch(evaluations, split), [evaluations, split]);
  const labels = table ? sortedLabels(table.classes, order) : ALL_LABELS;
  const figuresOf = (label: number): ClassFigures | undefined => table?.classes[label];
  const isChange = table !== now;
  const aucWords = { whyNoAuc: whyNoAuc(table), isAucRounded: isAucRounded(table) };
  return (
    <Panel
      title="Per class"
      detail={shown && (reference ? changeDetail(shown, reference) : evaluationWords(shown))}
      area="classes"
    >
      <div className="classes">
        <table className="numbers-table class-table" onMouseLeave={() => light(undefined)}>
          <ClassTableHead order={order} onSort={sort} />
          <tbody>
            {labels.map((label) => (
              <ClassRow
                key={label}
                label={label}
                name={className(label)}
                figures={figuresOf(label)}
                isChange={isChange}
                {...aucWords}
                recalls={lines.recalls[label]}
                lowRecall={lines.low}
                markedEpoch={lines.epochs.indexOf(shown?.epoch ?? -1)}
                isLit={litClass === label}
                onLight={light}
              />
            ))}
          </tbody>
          <tfoot>
            <ClassRow name="Macro avg." figures={table?.macro} isChange={isChange} {...aucWords} />
            <ClassRow name="Weighted avg." figures={table?.weighted} isChange={isChange} {...aucWords} />
          </tfoot>
        </table>
        <p className="classes-findings">
          {shown === undefined || now === undefined
            ? 'Precision, recall and the other figures appear after the first epoch.'
            : findingSentences(shown.counts, now).join(' ')}
          {isAucRounded(table) && ` ${AUC_IS_ROUNDED}`}
          {now && conventionNote(now)}
        </p>
      </div>
    </Panel>
  );
}

function changeDetail(shown: EvaluationRecord, reference: Reference): string {
  return `${shown.split === 'test' ? 'test set' : shown.split}, ${epochWords(shown, reference)}, change in points`;
}
