import { z } from 'zod';
import { BATCH_NORM_STARTS } from '../core/batch-norm-start.ts';
import { CLASS_COUNT } from '../core/classes.ts';
import { JUDGES } from '../core/judge.ts';
import { NETWORK_IDS, type NetworkId, networkLayers } from '../core/networks.ts';
import { PIXEL_SCALINGS } from '../core/pixel-scaling.ts';
import { SCHEDULES } from '../core/schedule.ts';
import {
  CHOICE_FIELDS,
  CLASS_WEIGHTS_FIELD,
  NUMBER_FIELD_NAMES,
  NUMBER_FIELDS,
  type NumberField,
  type NumberFieldName,
  OPTIMIZERS,
  SWITCH_FIELD_NAMES,
  SWITCH_FIELDS,
} from './fields.ts';

/** The labelled images of the dataset, a tenth of them in each class. */
const LABELLED_IMAGES = 60_000;

function numberBounds(name: NumberFieldName): z.ZodNumber {
  const field: NumberField = NUMBER_FIELDS[name];
  const shown = (value: number): string =>
    field.unit === 'share' ? `${Number((value * 100).toPrecision(6))}%` : `${value}`;
  const bounds = `${field.label} must be between ${shown(field.minimum)} and ${shown(field.maximum)}`;
  const schema = z.number(bounds).min(field.minimum, bounds).max(field.maximum, bounds);
  return field.integer ? schema.int(`${field.label} must be a whole number`) : schema;
}

function shapeOf<Name extends string, Schema>(
  names: readonly Name[],
  schemaOf: (name: Name) => Schema,
): Record<Name, Schema> {
  return Object.fromEntries(names.map((name) => [name, schemaOf(name)])) as Record<Name, Schema>;
}

const weightBounds = `Class weights must be between ${CLASS_WEIGHTS_FIELD.minimum} and ${CLASS_WEIGHTS_FIELD.maximum}`;

/** Each setting by itself; together they may still contradict each other. */
export const fieldsSchema = z.strictObject({
  ...shapeOf(NUMBER_FIELD_NAMES, numberBounds),
  ...shapeOf(SWITCH_FIELD_NAMES, () => z.boolean()),
  network: z.enum(NETWORK_IDS),
  pixelScaling: z.enum(PIXEL_SCALINGS),
  optimizer: z.enum(OPTIMIZERS),
  schedule: z.enum(SCHEDULES),
  judge: z.enum(JUDGES),
  batchNormStart: z.enum(BATCH_NORM_STARTS),
  /** One a class. */
  classWeights: z
    .array(
      z
        .number(weightBounds)
        .min(CLASS_WEIGHTS_FIELD.minimum, weightBounds)
        .max(CLASS_WEIGHTS_FIELD.maximum, weightBounds),
    )
    .length(CLASS_COUNT)
    .readonly(),
});

/** Everything that decides a run: validated, serialisable, the same for the page and the worker. */
export type Experiment = Readonly<z.infer<typeof fieldsSchema>>;
export type SettingName = keyof Experiment;

export const experimentSchema = fieldsSchema.superRefine((experiment, context) => {
  for (const [name, message] of contradictions(experiment)) {
    context.addIssue({ code: 'custom', path: [name], message });
  }
});

/** The most training images that are left beside this share for validation. */
export function mostImagesBeside(validationShare: number): number {
  const perClass = LABELLED_IMAGES / CLASS_COUNT;
  return CLASS_COUNT * (perClass - Math.round(perClass * validationShare));
}

/** Settings that are within their bounds and still cannot work together, at the field to change. */
function contradictions(experiment: Experiment): [SettingName, string][] {
  const { trainImages, batchSize, validationShare, classWeights, epochs, warmupEpochs, schedule } = experiment;
  const found: [SettingName, string][] = [];
  if (batchSize > trainImages) {
    found.push(['batchSize', 'Batch size must not be larger than the number of training images']);
  }
  const most = mostImagesBeside(validationShare);
  if (trainImages > most) {
    found.push(['trainImages', `With this validation share, training images must be at most ${most}`]);
  }
  if (classWeights.every((weight) => weight === 0)) {
    found.push(['classWeights', 'At least one class weight must be above 0']);
  }
  if (validationShare === 0 && schedule === 'plateau') {
    found.push(['schedule', 'Reduce on plateau needs validation images: raise the validation share']);
  }
  if (validationShare === 0 && experiment.earlyStoppingPatience > 0) {
    found.push(['earlyStoppingPatience', 'Early stopping needs validation images: raise the validation share']);
  }
  if (schedule !== 'oneCycle' && warmupEpochs > 0 && warmupEpochs >= epochs) {
    found.push(['warmupEpochs', 'Warm-up must be shorter than the run']);
  }
  const networkProblem = problemOfNetwork(experiment.network);
  if (networkProblem !== undefined) found.push(['network', networkProblem]);
  return found;
}

/** Why these layers cannot follow each other, for example a pool larger than what is left of the image. */
function problemOfNetwork(network: NetworkId): string | undefined {
  try {
    networkLayers(network);
    return undefined;
  } catch (error) {
    return error instanceof RangeError ? `This network cannot be built: ${error.message}` : String(error);
  }
}

export const DEFAULT_EXPERIMENT: Experiment = {
  ...shapeOf(NUMBER_FIELD_NAMES, (name): number => NUMBER_FIELDS[name].default),
  ...shapeOf(SWITCH_FIELD_NAMES, (name): boolean => SWITCH_FIELDS[name].default),
  network: CHOICE_FIELDS.network.default,
  pixelScaling: CHOICE_FIELDS.pixelScaling.default,
  optimizer: CHOICE_FIELDS.optimizer.default,
  schedule: CHOICE_FIELDS.schedule.default,
  judge: CHOICE_FIELDS.judge.default,
  batchNormStart: CHOICE_FIELDS.batchNormStart.default,
  classWeights: Array.from({ length: CLASS_COUNT }, () => CLASS_WEIGHTS_FIELD.default),
};

export const SETTING_NAMES = Object.keys(DEFAULT_EXPERIMENT) as SettingName[];

/** Whether two experiments have the same value for a setting. */
export function isSameSetting(name: SettingName, a: Experiment, b: Experiment): boolean {
  if (name !== 'classWeights') return a[name] === b[name];
  return a.classWeights.every((weight, label) => weight === b.classWeights[label]);
}

/** What is wrong with a draft, by field; empty when it can be run. */
export function experimentProblems(draft: Experiment): Partial<Record<SettingName, string>> {
  const result = experimentSchema.safeParse(draft);
  if (result.success) return {};
  const problems: Partial<Record<SettingName, string>> = {};
  for (const issue of result.error.issues) {
    const field = SETTING_NAMES.find((name) => name === issue.path[0]);
    if (field !== undefined) problems[field] ??= issue.message;
  }
  return problems;
}

/** Optimiser steps in one epoch; the last batch may be smaller. */
export function stepsPerEpoch(experiment: Pick<Experiment, 'trainImages' | 'batchSize'>): number {
  return Math.ceil(experiment.trainImages / experiment.batchSize);
}
