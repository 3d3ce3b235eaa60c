import { averageAuc, oneVsRestAuc } from '../core/auc.ts';
import { CLASS_COUNT } from '../core/classes.ts';
import { type AverageMetrics, classificationReport } from '../core/report.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';

/** The numbers of the per-class table, or how they changed from another evaluation. */

export interface ClassFigures extends AverageMetrics {
  /** Undefined without images of the class or without any other, and when the answers were let go. */
  readonly auc: number | undefined;
  /** Values that stand for a ratio without a denominator. */
  readonly byConvention: ReadonlySet<'precision' | 'recall' | 'specificity'>;
}

export interface TableFigures {
  readonly classes: readonly ClassFigures[];
  readonly macro: ClassFigures;
  readonly weighted: ClassFigures;
}

const NO_MARKS: ClassFigures['byConvention'] = new Set();
const NO_AREAS: readonly undefined[] = new Array(CLASS_COUNT).fill(undefined);

type Measured = Pick<EvaluationRecord, 'counts' | 'answers'>;

/** Whoever scrubs goes over the same epochs again and again. */
const KNOWN = new WeakMap<Measured, TableFigures>();

/** @param measured never changed in place */
export function tableFigures(measured: Measured): TableFigures {
  const known = KNOWN.get(measured) ?? computedFigures(measured);
  KNOWN.set(measured, known);
  return known;
}

function computedFigures({ counts, answers }: Measured): TableFigures {
  const { classes, macro, weighted } = classificationReport(counts);
  const areas = answers ? oneVsRestAuc(answers.actual, answers.probabilities) : NO_AREAS;
  const averages = averageAuc(
    areas,
    classes.map(({ support }) => support),
  );
  return {
    classes: classes.map((metrics, label) => ({
      ...metrics,
      auc: areas[label],
      byConvention: new Set([
        ...(metrics.precisionUndefined ? (['precision'] as const) : []),
        ...(metrics.recallUndefined ? (['recall'] as const) : []),
        ...(metrics.specificityUndefined ? (['specificity'] as const) : []),
      ]),
    })),
    macro: { ...macro, auc: averages.macro, byConvention: NO_MARKS },
    weighted: { ...weighted, auc: averages.weighted, byConvention: NO_MARKS },
  };
}

function change(now: ClassFigures, before: ClassFigures): ClassFigures {
  return {
    precision: now.precision - before.precision,
    recall: now.recall - before.recall,
    f1: now.f1 - before.f1,
    missRate: now.missRate - before.missRate,
    specificity: now.specificity - before.specificity,
    auc: now.auc === undefined || before.auc === undefined ? undefined : now.auc - before.auc,
    // How many images there are is no measurement: it stays what it is.
    support: now.support,
    byConvention: new Set([...now.byConvention, ...before.byConvention]),
  };
}

export function figuresChange(now: TableFigures, before: TableFigures): TableFigures {
  return {
    classes: now.classes.map((figures, label) => change(figures, before.classes[label] ?? figures)),
    macro: change(now.macro, before.macro),
    weighted: change(now.weighted, before.weighted),
  };
}
