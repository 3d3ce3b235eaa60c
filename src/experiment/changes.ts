import { CLASS_NAMES } from '../core/classes.ts';
import {
  CHOICE_FIELD_NAMES,
  CHOICE_FIELDS,
  type ChoiceField,
  type ChoiceFieldName,
  CLASS_WEIGHTS_FIELD,
  NUMBER_FIELDS,
  type NumberField,
  type NumberFieldName,
  SWITCH_FIELDS,
} from './fields.ts';
import { isRelevant } from './relevance.ts';
import { type Experiment, isSameSetting, SETTING_NAMES, type SettingName } from './schema.ts';

/** One setting in which two experiments differ, in words. */
export interface ExperimentChange {
  readonly name: SettingName;
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** The value of a setting that has no effect beside the others. */
const NOT_USED = 'not used';

/** What decides most comes first; the seed, which decides least, last. */
const ORDER: readonly SettingName[] = [
  ...new Set<SettingName>([...CHOICE_FIELD_NAMES, ...SETTING_NAMES.filter((name) => name !== 'seed'), 'seed']),
];

/**
 * In what two experiments differ. A setting counts when its value differs and has an effect in at least one of them:
 * momentum between two runs with Adam is no difference.
 */
export function experimentChanges(from: Experiment, to: Experiment): ExperimentChange[] {
  return ORDER.filter((name) => !isSameSetting(name, from, to) && (isRelevant(name, from) || isRelevant(name, to))).map(
    (name) => ({ name, label: settingLabel(name), from: usedValue(name, from), to: usedValue(name, to) }),
  );
}

function usedValue(name: SettingName, experiment: Experiment): string {
  return isRelevant(name, experiment) ? settingValue(name, experiment) : NOT_USED;
}

function settingLabel(name: SettingName): string {
  if (name === 'classWeights') return CLASS_WEIGHTS_FIELD.label;
  if (isNumberField(name)) return NUMBER_FIELDS[name].label;
  return isChoiceField(name) ? CHOICE_FIELDS[name].label : SWITCH_FIELDS[name].label;
}

/** The value of a setting in words: `20%`, `Reduce on plateau`, `off`, `Shirt 3`. */
function settingValue(name: SettingName, experiment: Experiment): string {
  if (name === 'classWeights') return weightsText(experiment.classWeights);
  if (isNumberField(name)) return numberText(name, experiment[name]);
  if (isChoiceField(name)) {
    const field: ChoiceField = CHOICE_FIELDS[name];
    const value = experiment[name];
    return field.options.find((option) => option.value === value)?.label ?? value;
  }
  return experiment[name] ? 'on' : 'off';
}

function isNumberField(name: SettingName): name is NumberFieldName {
  return Object.hasOwn(NUMBER_FIELDS, name);
}

function isChoiceField(name: Exclude<SettingName, NumberFieldName>): name is ChoiceFieldName {
  return Object.hasOwn(CHOICE_FIELDS, name);
}

/** Settings that 0 turns off altogether. */
const OFF_AT_ZERO: readonly NumberFieldName[] = [
  ...(['labelNoise', 'shift', 'rotation', 'cutout', 'warmupEpochs'] as const),
  ...(['dropoutScale', 'weightDecay', 'l2', 'maxNorm', 'labelSmoothing', 'earlyStoppingPatience'] as const),
];

function numberText(name: NumberFieldName, value: number): string {
  const field: NumberField = NUMBER_FIELDS[name];
  if (value === 0 && OFF_AT_ZERO.includes(name)) return 'off';
  if (name === 'dropoutScale') return `×${shortText(value)}`;
  switch (field.unit) {
    case 'share':
      return `${shortText(value * 100)}%`;
    case 'px':
      return `${shortText(value)} px`;
    case '°':
      return `${shortText(value)}°`;
    case 'epochs':
      return value === 1 ? '1 epoch' : `${shortText(value)} epochs`;
  }
  // A seed is a name rather than a quantity.
  return field.integer && name !== 'seed' ? grouped(value) : shortText(value);
}

/** As short as it gets: without the noise of binary fractions, small numbers as 5e-5. */
function shortText(value: number): string {
  const decimal = String(Number(value.toPrecision(12)));
  return decimal.length <= 7 || Number.isInteger(value) ? decimal : String(Number(value.toPrecision(4)));
}

/** A whole number with a comma at every third digit. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Only the weights that stand out: `Shirt 3, Coat 0.5`, or `all 1`. */
function weightsText(weights: readonly number[]): string {
  const [first] = weights;
  if (first !== undefined && weights.every((weight) => weight === first)) return `all ${shortText(first)}`;
  return weights
    .flatMap((weight, label) =>
      weight === CLASS_WEIGHTS_FIELD.default ? [] : [`${CLASS_NAMES[label]} ${shortText(weight)}`],
    )
    .join(', ');
}
