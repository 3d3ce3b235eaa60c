import { CLASS_COUNT, CLASS_NAMES, className } from '../core/classes.ts';
import { type CsvForm, type CsvValue, csvText } from '../core/csv.ts';
import type { StoredEvaluation } from '../runs/run-record.ts';

/** What a network answered to each image of an evaluation. */
export interface Predictions {
  readonly split: StoredEvaluation['split'];
  readonly epoch: number;
  readonly answers: NonNullable<StoredEvaluation['answers']>;
  /** The dataset's own labels by index, where label noise gave training images others. */
  readonly cleanLabels?: Uint8Array | undefined;
}

/**
 * One row an image: where it is in the dataset, its class, the answer, and the ten probabilities as fractions of 1. The
 * index counts from 0 in the file the split is from: `train` has the 60,000 images of train and validation, `test` the
 * 10,000 others. Under label noise `actual` is the label that was given, and `dataset_label` the right one.
 */
export function predictionsCsv({ split, answers, cleanLabels }: Predictions, form: CsvForm): string {
  return csvText(rows(split, answers, cleanLabels), form);
}

function* rows(
  split: Predictions['split'],
  { indices, actual, predicted, probabilities }: Predictions['answers'],
  cleanLabels: Uint8Array | undefined,
): Generator<readonly CsvValue[]> {
  const clean = (index: number) => (cleanLabels === undefined ? [] : [className(cleanLabels[index] ?? 0)]);
  yield [
    ...['split', 'dataset_index', 'actual', 'predicted'],
    ...(cleanLabels === undefined ? [] : ['dataset_label']),
    ...CLASS_NAMES.map((name) => `probability ${name}`),
  ];
  for (let position = 0; position < indices.length; position++) {
    const index = indices[position] ?? 0;
    const first = position * CLASS_COUNT;
    yield [
      split,
      index,
      className(actual[position] ?? 0),
      className(predicted[position] ?? 0),
      ...clean(index),
      ...Array.from(probabilities.subarray(first, first + CLASS_COUNT), fraction),
    ];
  }
}

/** Of units of 1/65535, in as few digits as tell one from the next. */
function fraction(units: number): number {
  return Number((units / 0xffff).toFixed(6));
}
