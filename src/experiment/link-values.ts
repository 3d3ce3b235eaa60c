import { CLASS_COUNT } from '../core/classes.ts';
import {
  CHOICE_FIELD_NAMES,
  CHOICE_FIELDS,
  CLASS_WEIGHTS_FIELD,
  NUMBER_FIELD_NAMES,
  NUMBER_FIELDS,
  SWITCH_FIELD_NAMES,
  SWITCH_FIELDS,
} from './fields.ts';
import type { Experiment, SettingName } from './schema.ts';

/** A setting's value as the text of a link, and back. Bounds are the schema's business. */

type SettingValue = Experiment[SettingName];

/** As JavaScript writes numbers within the settings' bounds; no hexadecimal, no blanks, no Infinity. */
const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
/** Longer than any number that is written: a link's author doesn't choose how long a parser works. */
const NUMBER_LENGTH_LIMIT = 32;

export function valueText(value: SettingValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** Undefined when the text is no value of that setting's type. */
export function parseValue(name: SettingName, text: string): SettingValue | undefined {
  if (name === 'classWeights') return parseWeights(text);
  if (SWITCH_FIELD_NAMES.some((other) => other === name)) return parseSwitch(text);
  const choice = CHOICE_FIELD_NAMES.find((other) => other === name);
  if (choice !== undefined) return CHOICE_FIELDS[choice].options.find(({ value }) => value === text)?.value;
  return parseNumber(text);
}

/** What the panel calls a setting. */
export function settingLabel(name: SettingName): string {
  const number = NUMBER_FIELD_NAMES.find((other) => other === name);
  if (number !== undefined) return NUMBER_FIELDS[number].label;
  const choice = CHOICE_FIELD_NAMES.find((other) => other === name);
  if (choice !== undefined) return CHOICE_FIELDS[choice].label;
  const toggle = SWITCH_FIELD_NAMES.find((other) => other === name);
  return toggle === undefined ? CLASS_WEIGHTS_FIELD.label : SWITCH_FIELDS[toggle].label;
}

function parseNumber(text: string): number | undefined {
  if (text.length > NUMBER_LENGTH_LIMIT || !NUMBER.test(text)) return undefined;
  const value = Number(text);
  // Adding 0 makes 0 of -0, which would not come back from its own text.
  return Number.isFinite(value) ? value + 0 : undefined;
}

function parseSwitch(text: string): boolean | undefined {
  if (text === '1') return true;
  return text === '0' ? false : undefined;
}

function parseWeights(text: string): readonly number[] | undefined {
  const parts = text.split(',', CLASS_COUNT + 1);
  if (parts.length !== CLASS_COUNT) return undefined;
  const weights = parts.map(parseNumber).filter((weight) => weight !== undefined);
  return weights.length === CLASS_COUNT ? weights : undefined;
}
