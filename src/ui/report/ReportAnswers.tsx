import { useMemo } from 'react';
import { ConfusionGrid } from '../../charts/ConfusionGrid.tsx';
import { matrixView } from '../../charts/matrix-view.ts';
import { CLASS_NAMES, className } from '../../core/classes.ts';
import type { EvaluationRecord } from '../../state/evaluation-record.ts';
import { AUC_IS_ROUNDED, isAucRounded, whyNoAuc } from '../auc-words.ts';
import { ClassRow } from '../ClassRow.tsx';
import { tableFigures } from '../class-figures.ts';
import { conventionNote, findingSentences } from '../finding-sentences.ts';
import { MatrixScale } from '../MatrixScale.tsx';
import { numbersWords } from '../matrix-words.ts';
import { recallByEpoch } from '../recall-by-epoch.ts';
import { useRoom } from '../room-context.ts';
import { METRIC_COLUMNS } from '../sort-classes.ts';
import { evaluationWords, useShownEvaluation } from '../use-shown-evaluation.ts';

const ALL_LABELS = CLASS_NAMES.map((_, label) => label);
const NOTHING = () => undefined;

/** What the network answered, of the split and epoch that are on screen: the matrix, and a table by class. */
export function ReportAnswers() {
  const shown = useShownEvaluation();
  return shown === undefined ? null : <Answers shown={shown} />;
}

function Answers({ shown }: { readonly shown: EvaluationRecord }) {
  const evaluations = useRoom((state) => state.evaluations);
  const view = useMemo(
    () =>
      matrixView({
        counts: shown.counts,
        mode: 'counts',
        rows: 'predicted',
        order: ALL_LABELS,
        hidesDiagonal: false,
        reference: undefined,
      }),
    [shown.counts],
  );
  const table = tableFigures(shown);
  const lines = recallByEpoch(evaluations, shown.split);
  const numbers = numbersWords('counts', undefined);
  const aucWords = { whyNoAuc: whyNoAuc(table), isAucRounded: isAucRounded(table) };
  return (
    <>
      <section className="report-part" aria-label="Confusion matrix">
        <h2>Confusion matrix: {evaluationWords(shown)}</h2>
        <div className="report-matrix">
          <ConfusionGrid
            view={view}
            isDark={false}
            caption={
              <>
                <span>{numbers}</span>
                <MatrixScale isDark={false} mode="counts" view={view} />
              </>
            }
            label={`Confusion matrix on paper, ${evaluationWords(shown)}; ${numbers}`}
            litClass={undefined}
            selected={undefined}
            onLight={NOTHING}
            onSelect={NOTHING}
          />
        </div>
      </section>
      <section className="report-part" aria-label="Per class">
        <h2>Per class: {evaluationWords(shown)}</h2>
        <table className="numbers-table class-table">
          <thead>
            <tr>
              <th scope="col">Class</th>
              {METRIC_COLUMNS.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col" className="recall-line">
                Recall by epoch
              </th>
            </tr>
          </thead>
          <tbody>
            {ALL_LABELS.map((label) => (
              <ClassRow
                key={label}
                name={className(label)}
                figures={table.classes[label]}
                isChange={false}
                {...aucWords}
                recalls={lines.recalls[label]}
                lowRecall={lines.low}
                markedEpoch={lines.epochs.indexOf(shown.epoch)}
              />
            ))}
          </tbody>
          <tfoot>
            <ClassRow name="Macro avg." figures={table.macro} isChange={false} {...aucWords} />
            <ClassRow name="Weighted avg." figures={table.weighted} isChange={false} {...aucWords} />
          </tfoot>
        </table>
        <p>
          {findingSentences(shown.counts, table).join(' ')}
          {isAucRounded(table) && ` ${AUC_IS_ROUNDED}`}
          {conventionNote(table)}
        </p>
      </section>
    </>
  );
}
