import type { ClassFigures } from './class-figures.ts';

/** Columns and orders of the per-class table; the short labels are for where there is little room. */

export const METRIC_COLUMNS = [
  {
    key: 'precision',
    label: 'Precision',
    short: 'Prec.',
    about: 'Of the images predicted as this class, the share that really are.',
  },
  {
    key: 'recall',
    label: 'Recall',
    short: 'Recall',
    about: 'Of the images of this class, the share predicted as it.',
  },
  { key: 'f1', label: 'F1', short: 'F1', about: 'The harmonic mean of precision and recall.' },
  {
    key: 'missRate',
    label: 'Miss rate',
    short: 'Miss',
    about: 'Of the images of this class, the share predicted as another class: 1 − recall.',
  },
  {
    key: 'specificity',
    label: 'Specificity',
    short: 'Spec.',
    about: 'Of the images of other classes, the share not predicted as this one.',
  },
  {
    key: 'auc',
    label: 'AUC',
    short: 'AUC',
    about:
      'Area under the ROC curve of this class against the rest: how often an image of this class gets a higher probability for it than an image of another class does. 0.5 is chance.',
  },
  {
    key: 'support',
    label: 'Images',
    short: 'Images',
    about: 'How many images of this class were evaluated (its support).',
  },
] as const;
export type MetricKey = (typeof METRIC_COLUMNS)[number]['key'];

export interface ClassOrder {
  readonly by: 'class' | MetricKey;
  readonly direction: 'ascending' | 'descending';
}

export const CLASS_ORDER: ClassOrder = { by: 'class', direction: 'ascending' };

/** What a click on a column's head makes of the order: metrics show their highest first, a second click turns it. */
export function nextOrder(order: ClassOrder, by: ClassOrder['by']): ClassOrder {
  if (order.by === by) return { by, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
  return { by, direction: by === 'class' ? 'ascending' : 'descending' };
}

/** Labels in the order asked for; equals stay in the order of the classes, and what has no value comes last. */
export function sortedLabels(
  classes: readonly Pick<ClassFigures, MetricKey>[],
  { by, direction }: ClassOrder,
): number[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const value = (label: number) => (by === 'class' ? label : (classes[label]?.[by] ?? sign * Number.POSITIVE_INFINITY));
  const compare = (a: number, b: number) => (value(a) === value(b) ? 0 : sign * (value(a) - value(b)));
  return classes.map((_, label) => label).sort((a, b) => compare(a, b) || a - b);
}
