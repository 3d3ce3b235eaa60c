import { averageAuc, type ClassAreas, roundedClassAreas } from '../core/auc.ts';
import { CLASS_COUNT } from '../core/classes.ts';
import { type AverageMetrics, classificationReport } from '../core/report.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';

/** The numbers of the per-class table, or how they changed from another evaluation. */

export interface ClassFigures extends AverageMetrics {
  /** Undefined without images of the class or without any other, and where no areas were kept. */
  readonly auc: number | undefined;
  /** Values that stand for a ratio without a denominator. */
  readonly byConvention: ReadonlySet<'precision' | 'recall' | 'specificity'>;
}

export interface TableFigures {
  readonly classes: readonly ClassFigures[];
  readonly macro: ClassFigures;
  readonly weighted: ClassFigures;
  /**
   * Where the AUC comes from: of all digits of the network's answers, of answers that were rounded (runs from before the
   * areas were kept), or from nowhere.
   */
  readonly aucFrom: 'logits' | 'rounded' | 'nothing';
}

const NO_MARKS: ClassFigures['byConvention'] = new Set();
const NO_AREAS: ClassAreas = new Array(CLASS_COUNT).fill(null);

type Measured = Pick<EvaluationRecord, 'counts' | 'areas' | 'answers'>;

/** Whoever scrubs goes over the same epochs again and again. */
const KNOWN = new WeakMap<Measured, TableFigures>();

/** @param measured never changed in place */
export function tableFigures(measured: Measured): TableFigures {
  const known = KNOWN.get(measured) ?? computedFigures(measured);
  KNOWN.set(measured, known);
  return known;
}

function areasOf({ areas, answers }: Measured): Pick<TableFigures, 'aucFrom'> & { readonly areas: ClassAreas } {
  if (areas !== undefined) return { areas, aucFrom: 'logits' };
  if (answers === undefined) return { areas: NO_AREAS, aucFrom: 'nothing' };
  return { areas: roundedClassAreas(answers.actual, answers.probabilities), aucFrom: 'rounded' };
}

function computedFigures(measured: Measured): TableFigures {
  const { classes, macro, weighted } = classificationReport(measured.counts);
  const { areas, aucFrom } = areasOf(measured);
  const averages = averageAuc(
    areas,
    classes.map(({ support }) => support),
  );
  return {
    classes: classes.map((metrics, label) => ({
      ...metrics,
      auc: areas[label] ?? undefined,
      byConvention: new Set([
        ...(metrics.precisionUndefined ? (['precision'] as const) : []),
        ...(metrics.recallUndefined ? (['recall'] as const) : []),
        ...(metrics.specificityUndefined ? (['specificity'] as const) : []),
      ]),
    })),
    macro: { ...macro, auc: averages.macro, byConvention: NO_MARKS },
    weighted: { ...weighted, auc: averages.weighted, byConvention: NO_MARKS },
    aucFrom,
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
  const sources = [now.aucFrom, before.aucFrom];
  return {
    aucFrom: sources.find((from) => from === 'nothing') ?? sources.find((from) => from === 'rounded') ?? 'logits',
    classes: now.classes.map((figures, label) => change(figures, before.classes[label] ?? figures)),
    macro: change(now.macro, before.macro),
    weighted: change(now.weighted, before.weighted),
  };
}
