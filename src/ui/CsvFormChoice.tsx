import { NativeSelect } from '@mantine/core';
import { CSV_FORMS, type CsvForm } from '../core/csv.ts';
import { useCsvForm } from './use-csv-form.ts';

const LABELS: Readonly<Record<CsvForm, string>> = {
  point: 'CSV: 0.5, comma-separated',
  comma: 'CSV: 0,5 with semicolons',
};

/** How numbers are written in every CSV file; the browser remembers it. */
export function CsvFormChoice() {
  const [form, setForm] = useCsvForm();
  return (
    <NativeSelect
      size="xs"
      aria-label="Numbers in CSV files"
      title="For spreadsheets that expect a decimal comma, choose 0,5"
      value={form}
      onChange={({ currentTarget: { value } }) => setForm(CSV_FORMS.find((name) => name === value) ?? 'point')}
      data={CSV_FORMS.map((value) => ({ value, label: LABELS[value] }))}
    />
  );
}
