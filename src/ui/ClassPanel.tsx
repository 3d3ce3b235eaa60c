import { useCallback, useMemo, useState } from 'react';
import { CLASS_NAMES, className } from '../core/classes.ts';
import { type ClassMetrics, classificationReport } from '../core/report.ts';
import { ClassRow } from './ClassRow.tsx';
import { ClassTableHead } from './ClassTableHead.tsx';
import { findingSentences } from './finding-sentences.ts';
import { Panel } from './Panel.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { CLASS_ORDER, type ClassOrder, nextOrder, sortedLabels } from './sort-classes.ts';
import { evaluationWords, useShownEvaluation } from './use-shown-evaluation.ts';
import './class-table.css';

const ALL_LABELS = CLASS_NAMES.map((_, label) => label);

/** How well each class is told from the others. */
export function ClassPanel() {
  const room = useFittingRoom();
  const shown = useShownEvaluation();
  const litClass = useRoom((state) => state.litClass);
  const [order, setOrder] = useState(CLASS_ORDER);
  const sort = useCallback((by: ClassOrder['by']) => setOrder((before) => nextOrder(before, by)), []);
  const light = useCallback((label: number | undefined) => room.lightClass(label), [room]);
  const report = useMemo(() => shown && classificationReport(shown.counts), [shown]);
  const labels = report ? sortedLabels(report.classes, order) : ALL_LABELS;
  const metricsOf = (label: number): ClassMetrics | undefined => report?.classes[label];
  const neverPredicted = ALL_LABELS.filter((label) => metricsOf(label)?.precisionUndefined);
  return (
    <Panel title="Per class" detail={shown && evaluationWords(shown)} area="classes">
      <div className="classes">
        <table className="numbers-table class-table" onMouseLeave={() => light(undefined)}>
          <ClassTableHead order={order} onSort={sort} />
          <tbody>
            {labels.map((label) => (
              <ClassRow
                key={label}
                label={label}
                name={className(label)}
                metrics={metricsOf(label)}
                isLit={litClass === label}
                onLight={light}
              />
            ))}
          </tbody>
          <tfoot>
            <ClassRow name="Macro average" metrics={report?.macro} />
            <ClassRow name="Weighted average" metrics={report?.weighted} />
          </tfoot>
        </table>
        <p className="classes-findings">
          {shown === undefined || report === undefined
            ? 'Precision, recall and the rest appear when the first epoch ends.'
            : findingSentences(shown.counts, report).join(' ')}
          {neverPredicted.length > 0 &&
            ` * Never predicted, so its precision is 0 by convention: ${neverPredicted.map(className).join(', ')}.`}
        </p>
      </div>
    </Panel>
  );
}
