import {
  CHOICE_FIELDS,
  type Group,
  NUMBER_FIELDS,
  type NumberField,
  type NumberFieldName,
} from '../experiment/fields.ts';
import { isRelevant } from '../experiment/relevance.ts';
import type { Experiment } from '../experiment/schema.ts';
import { quantityText } from './number-text.ts';

/** What is set in a group, in a line as short as it gets: "Adam, 0.001, batch 128". */
export function groupSummary(group: Group, draft: Experiment): string {
  return SUMMARIES[group](draft).join(', ');
}

const OPTIMIZER_NAMES: Readonly<Record<Experiment['optimizer'], string>> = {
  sgd: 'SGD',
  momentum: 'SGD + momentum',
  nesterov: 'SGD + Nesterov',
  rmsProp: 'RMSProp',
  rmsPropOutside: 'RMSProp, older rule',
  adam: 'Adam',
  adamW: 'AdamW',
};

const SUMMARIES: Readonly<Record<Group, (draft: Experiment) => string[]>> = {
  data: (draft) => [
    draft.validationShare === 0 ? 'no validation' : `${text(draft, 'validationShare')} validation`,
    ...(draft.pixelScaling === 'unit' ? [] : [optionLabel('pixelScaling', draft).toLowerCase()]),
    ...unlessZero(draft, 'labelNoise', `${text(draft, 'labelNoise')} wrong labels`),
  ],
  augmentation: (draft) =>
    orNone([
      ...(draft.flip ? ['flip'] : []),
      ...unlessZero(draft, 'shift', `shift ${text(draft, 'shift')}`),
      ...unlessZero(draft, 'rotation', `rotation ${text(draft, 'rotation')}`),
      ...unlessZero(draft, 'cutout', `cutout ${text(draft, 'cutout')}`),
    ]),
  optimiser: (draft) => [
    OPTIMIZER_NAMES[draft.optimizer],
    text(draft, 'learningRate'),
    `batch ${text(draft, 'batchSize')}`,
  ],
  schedule: (draft) => [
    scheduleWords(draft),
    ...(draft.schedule === 'oneCycle'
      ? []
      : unlessZero(draft, 'warmupEpochs', `${text(draft, 'warmupEpochs')} warm-up`)),
  ],
  regularisation: (draft) =>
    orNone([
      ...unlessZero(draft, 'dropoutScale', `dropout ×${text(draft, 'dropoutScale')}`),
      ...unlessZero(draft, 'maxNorm', `max-norm ${text(draft, 'maxNorm')}`),
      ...unlessZero(draft, 'weightDecay', `decay ${text(draft, 'weightDecay')}`),
      ...unlessZero(draft, 'l2', `L2 ${text(draft, 'l2')}`),
      ...unlessZero(draft, 'labelSmoothing', `smoothing ${text(draft, 'labelSmoothing')}`),
      ...(draft.batchNormStart === 'keras' && isRelevant('batchNormStart', draft) ? ['Keras’ batch norm start'] : []),
      ...(draft.classWeights.every((weight) => weight === draft.classWeights[0]) ? [] : ['class weights']),
    ]),
  stopping: (draft) => {
    const judged = draft.validationShare === 0 ? [] : [`best by ${draft.judge}`];
    return draft.earlyStoppingPatience === 0
      ? [...judged, 'no early stop']
      : [`stops after ${text(draft, 'earlyStoppingPatience')}`, ...judged];
  },
};

function scheduleWords(draft: Experiment): string {
  switch (draft.schedule) {
    case 'step':
      return `×${text(draft, 'stepFactor')} every ${text(draft, 'stepEpochs')}`;
    case 'exponential':
      return `×${text(draft, 'exponentialFactor')} per epoch`;
    case 'plateau':
      return `×${text(draft, 'plateauFactor')} after a ${text(draft, 'plateauPatience').replace(/ epochs?$/, '-epoch')} plateau`;
    default:
      return optionLabel('schedule', draft).toLowerCase();
  }
}

function text(draft: Experiment, name: NumberFieldName): string {
  const field: NumberField = NUMBER_FIELDS[name];
  return quantityText(draft[name], field.unit);
}

function unlessZero(draft: Experiment, name: NumberFieldName, words: string): string[] {
  return draft[name] === 0 ? [] : [words];
}

function orNone(parts: string[]): string[] {
  return parts.length > 0 ? parts : ['none'];
}

function optionLabel(name: 'schedule' | 'pixelScaling', draft: Experiment): string {
  return CHOICE_FIELDS[name].options.find(({ value }) => value === draft[name])?.label ?? draft[name];
}
