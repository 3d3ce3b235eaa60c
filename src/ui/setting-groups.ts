import {
  CHOICE_FIELD_NAMES,
  CHOICE_FIELDS,
  CLASS_WEIGHTS_FIELD,
  type Group,
  NUMBER_FIELD_NAMES,
  NUMBER_FIELDS,
  type NumberFieldName,
  SWITCH_FIELD_NAMES,
  SWITCH_FIELDS,
} from '../experiment/fields.ts';
import { isRelevant } from '../experiment/relevance.ts';
import { DEFAULT_EXPERIMENT, type Experiment, isSameSetting, type SettingName } from '../experiment/schema.ts';

/** Where each setting stands in the panel. */

/** The ones most runs change: they stand above the sections, whatever their group. */
export const TOP_NUMBERS = [
  'trainImages',
  'epochs',
  'batchSize',
  'learningRate',
  'seed',
] as const satisfies readonly NumberFieldName[];

const ABOVE_SECTIONS: readonly SettingName[] = ['network', ...TOP_NUMBERS];

const GROUP_OF: Readonly<Record<SettingName, Group>> = {
  ...groupsOf(CHOICE_FIELD_NAMES, CHOICE_FIELDS),
  ...groupsOf(SWITCH_FIELD_NAMES, SWITCH_FIELDS),
  ...groupsOf(NUMBER_FIELD_NAMES, NUMBER_FIELDS),
  classWeights: CLASS_WEIGHTS_FIELD.group,
};

/** Choices and switches first, then numbers. */
const IN_ORDER: readonly SettingName[] = [
  ...CHOICE_FIELD_NAMES,
  ...SWITCH_FIELD_NAMES,
  ...NUMBER_FIELD_NAMES,
  'classWeights',
];

function groupsOf<Name extends string>(
  names: readonly Name[],
  fields: Readonly<Record<Name, { readonly group: Group }>>,
): Record<Name, Group> {
  return Object.fromEntries(names.map((name) => [name, fields[name].group])) as Record<Name, Group>;
}

/** The settings that a group's section shows. One with a problem is shown even where it has no effect: it blocks the run. */
export function settingsShown(
  group: Group,
  draft: Experiment,
  problems: Partial<Record<SettingName, string>>,
): SettingName[] {
  return IN_ORDER.filter(
    (name) =>
      GROUP_OF[name] === group &&
      !ABOVE_SECTIONS.includes(name) &&
      (isRelevant(name, draft) || problems[name] !== undefined),
  );
}

/** Whether a setting that a section shows differs from its default. */
export function isChanged(names: readonly SettingName[], draft: Experiment): boolean {
  return names.some((name) => !isSameSetting(name, draft, DEFAULT_EXPERIMENT));
}
