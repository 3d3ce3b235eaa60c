import type { ClassMetrics } from '../core/report.ts';

/** Orders of the per-class table. */

export const METRIC_COLUMNS = [
  { key: 'precision', label: 'Precision', about: 'Of the images given this class, the share that are it.' },
  { key: 'recall', label: 'Recall', about: 'Of the images of this class, the share that were given it.' },
  { key: 'f1', label: 'F1', about: 'The harmonic mean of precision and recall.' },
  { key: 'missRate', label: 'Miss rate', about: 'Of the images of this class, the share given another: 1 − recall.' },
  { key: 'support', label: 'Images', about: 'How many images of this class were measured (its support).' },
] as const;
type MetricKey = (typeof METRIC_COLUMNS)[number]['key'];

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

/** Labels in the order asked for; equals stay in the order of the classes. */
export function sortedLabels(classes: readonly ClassMetrics[], { by, direction }: ClassOrder): number[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const value = (label: number) => (by === 'class' ? label : (classes[label]?.[by] ?? 0));
  return classes.map((_, label) => label).sort((a, b) => sign * (value(a) - value(b)) || a - b);
}
