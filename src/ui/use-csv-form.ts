import { CSV_FORMS } from '../core/csv.ts';
import { useKept } from './use-chart-view.ts';

/** How a person wants the numbers of every table that is saved. */
export function useCsvForm() {
  return useKept('csv-form', CSV_FORMS);
}
