import { CLASS_NAMES } from '../../core/classes.ts';
import { type CsvForm, type CsvValue, csvText } from '../../core/csv.ts';
import {
  CHOICE_FIELD_NAMES,
  NUMBER_FIELD_NAMES,
  NUMBER_FIELDS,
  type NumberField,
  type NumberFieldName,
  SWITCH_FIELD_NAMES,
} from '../../experiment/fields.ts';
import type { RunRow } from './run-rows.ts';

/** The table of runs for a spreadsheet: what is on screen in plain numbers, and after it every setting. */

type Column = readonly [name: string, value: (row: RunRow) => CsvValue];

const COLUMNS: readonly Column[] = [
  ['run', ({ name }) => name],
  ['starred', ({ header }) => yesOrNo(header.isStarred)],
  ['network', ({ network }) => network],
  ['what_changed', ({ changesText }) => changesText],
  ['best_epoch', ({ header }) => header.best?.epoch],
  ['best_validation_accuracy_fraction', ({ header }) => header.best?.accuracy],
  ['best_validation_loss', ({ header }) => header.best?.loss],
  ['test_accuracy_fraction', ({ header }) => header.test?.accuracy],
  ['test_images', ({ header }) => header.test?.images],
  ['test_epoch', ({ header }) => header.test?.epoch],
  ['epochs_trained', ({ epochs }) => Number(epochs.toFixed(3))],
  ['steps_trained', ({ header }) => header.step],
  ['training_s', ({ header }) => Number((header.trainingMs / 1000).toFixed(3))],
  ['backend', ({ header }) => header.device?.backend],
  ['adapter', ({ header }) => header.device?.adapter],
  ['threads', ({ header }) => header.device?.threads],
  ['status', ({ header }) => header.status],
  ['ending', ({ header }) => header.ending],
  ['begun_utc', ({ header }) => momentText(header.createdAt)],
  ['saved_utc', ({ header }) => momentText(header.savedAt)],
  ['size_bytes', ({ bytes }) => Math.round(bytes)],
  ['note', ({ header }) => header.note],
];

const UNIT_NAMES = { share: 'fraction', px: 'px', '°': 'degrees', epochs: 'epochs' } as const;

const SETTINGS: readonly Column[] = [
  ...CHOICE_FIELD_NAMES.filter((name) => name !== 'network').map(
    (name): Column => [snakeCase(name), ({ header }) => header.experiment[name]],
  ),
  ...NUMBER_FIELD_NAMES.map((name): Column => [numberColumn(name), ({ header }) => header.experiment[name]]),
  ...SWITCH_FIELD_NAMES.map((name): Column => [snakeCase(name), ({ header }) => yesOrNo(header.experiment[name])]),
  ...CLASS_NAMES.map(
    (name, label): Column => [`class_weight ${name}`, ({ header }) => header.experiment.classWeights[label]],
  ),
];

const ALL = [...COLUMNS, ...SETTINGS];

/** One row a run, in the order given. */
export function runsCsv(rows: readonly RunRow[], form: CsvForm): string {
  return csvText([ALL.map(([name]) => name), ...rows.map((row) => ALL.map(([, value]) => value(row)))], form);
}

/** A setting's name with its unit, where it has one that the name doesn't say. */
function numberColumn(name: NumberFieldName): string {
  const { unit }: NumberField = NUMBER_FIELDS[name];
  const column = snakeCase(name);
  const unitName = unit && UNIT_NAMES[unit];
  return unitName === undefined || column.endsWith(`_${unitName}`) ? column : `${column}_${unitName}`;
}

/** `learning_rate` */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function yesOrNo(is: boolean | undefined): string {
  return is === true ? 'yes' : 'no';
}

/** `2026-11-30 18:05:00`, as spreadsheets take it for a date. */
function momentText(moment: number): string {
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}
