import { BATCH_NORM_STARTS, type BatchNormStart } from '../core/batch-norm-start.ts';
import { JUDGES, type Judge } from '../core/judge.ts';
import { NETWORK_IDS, NETWORKS, type NetworkId } from '../core/networks.ts';
import { PIXEL_SCALINGS, type PixelScaling } from '../core/pixel-scaling.ts';
import { SCHEDULES, type Schedule } from '../core/schedule.ts';

/**
 * Every setting of an experiment: its name, bounds, default and explanation. The schema, the panel, share links and the
 * words for a difference between two experiments are all made from these tables.
 */

export const GROUPS = ['data', 'augmentation', 'optimiser', 'schedule', 'regularisation', 'stopping'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_NAMES: Readonly<Record<Group, string>> = {
  data: 'Data',
  augmentation: 'Augmentation',
  optimiser: 'Optimiser',
  schedule: 'Schedule',
  regularisation: 'Regularisation',
  stopping: 'Stopping',
};

interface Field {
  readonly label: string;
  /** One sentence, shown on hover and focus. */
  readonly explanation: string;
  readonly group: Group;
}

export interface NumberField extends Field {
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
  /** Whole numbers only. */
  readonly integer: boolean;
  /** What one press of the field's up and down buttons changes; 0 for doubling and halving. */
  readonly step: number;
  /** `share`: 0..1, shown as a percentage. Others are shown as they are, with the unit behind. */
  readonly unit?: 'share' | 'px' | '°' | 'epochs';
}

export const NUMBER_FIELDS = {
  trainImages: {
    label: 'Training images',
    explanation: 'How many images the optimiser learns from; with fewer, training is faster and memorising easier.',
    group: 'data',
    minimum: 50,
    maximum: 60_000,
    default: 12_000,
    integer: true,
    step: 1000,
  },
  validationShare: {
    label: 'Validation share',
    explanation: 'The share of the 60,000 labelled images held out for validation; with 0 there is no validation.',
    group: 'data',
    minimum: 0,
    maximum: 0.5,
    default: 0.2,
    integer: false,
    step: 0.05,
    unit: 'share',
  },
  labelNoise: {
    label: 'Label noise',
    explanation: 'The share of training labels replaced by wrong ones; validation labels stay correct.',
    group: 'data',
    minimum: 0,
    maximum: 1,
    default: 0,
    integer: false,
    step: 0.1,
    unit: 'share',
  },
  shift: {
    label: 'Shift',
    explanation:
      'Moves each training image by up to this many pixels in each direction, differently every time it is used.',
    group: 'augmentation',
    minimum: 0,
    maximum: 8,
    default: 0,
    integer: true,
    step: 1,
    unit: 'px',
  },
  rotation: {
    label: 'Rotation',
    explanation:
      'Rotates each training image by up to this many degrees either way, differently every time it is used.',
    group: 'augmentation',
    minimum: 0,
    maximum: 30,
    default: 0,
    integer: false,
    step: 5,
    unit: '°',
  },
  cutout: {
    label: 'Cutout',
    explanation: 'Blacks out a square of this many pixels a side at a random place in each training image.',
    group: 'augmentation',
    minimum: 0,
    maximum: 16,
    default: 0,
    integer: true,
    step: 2,
    unit: 'px',
  },
  epochs: {
    label: 'Epochs',
    explanation: 'How many times the run goes through all its training images.',
    group: 'optimiser',
    minimum: 1,
    maximum: 200,
    default: 10,
    integer: true,
    step: 1,
  },
  batchSize: {
    label: 'Batch size',
    explanation: 'How many images each optimiser step averages over.',
    group: 'optimiser',
    minimum: 1,
    maximum: 1024,
    default: 128,
    integer: true,
    step: 0,
  },
  learningRate: {
    label: 'Learning rate',
    explanation: 'How far each step moves the weights: too high and training diverges, too low and it crawls.',
    group: 'optimiser',
    minimum: 1e-6,
    maximum: 1,
    default: 0.001,
    integer: false,
    step: 0,
  },
  momentum: {
    label: 'Momentum',
    explanation: 'How much of the previous movement each step keeps.',
    group: 'optimiser',
    minimum: 0,
    maximum: 0.999,
    default: 0.9,
    integer: false,
    step: 0.05,
  },
  rho: {
    label: 'Decay of squares',
    explanation: 'How slowly RMSProp forgets the squares of past gradients (rho).',
    group: 'optimiser',
    minimum: 0,
    maximum: 0.9999,
    default: 0.9,
    integer: false,
    step: 0.05,
  },
  beta1: {
    label: 'Beta 1',
    explanation: 'How slowly Adam forgets past gradients.',
    group: 'optimiser',
    minimum: 0,
    maximum: 0.999,
    default: 0.9,
    integer: false,
    step: 0.05,
  },
  beta2: {
    label: 'Beta 2',
    explanation: 'How slowly Adam forgets the squares of past gradients.',
    group: 'optimiser',
    minimum: 0,
    maximum: 0.99999,
    default: 0.999,
    integer: false,
    step: 0.001,
  },
  epsilon: {
    label: 'Epsilon',
    explanation:
      'Keeps the division by past gradients from being one by zero: RMSProp adds it to their mean square, Adam to the root of that.',
    group: 'optimiser',
    minimum: 1e-10,
    maximum: 1,
    default: 1e-7,
    integer: false,
    step: 0,
  },
  warmupEpochs: {
    label: 'Warm-up',
    explanation: 'Over this many epochs at the start, the learning rate rises from 0 to its full value.',
    group: 'schedule',
    minimum: 0,
    maximum: 50,
    default: 0,
    integer: false,
    step: 1,
    unit: 'epochs',
  },
  stepEpochs: {
    label: 'Lowered every',
    explanation: 'Each time this many epochs have passed, the learning rate is multiplied by the step factor.',
    group: 'schedule',
    minimum: 1,
    maximum: 200,
    default: 5,
    integer: true,
    step: 1,
    unit: 'epochs',
  },
  stepFactor: {
    label: 'Step factor',
    explanation: 'What the learning rate is multiplied by at each step down.',
    group: 'schedule',
    minimum: 0.01,
    maximum: 1,
    default: 0.5,
    integer: false,
    step: 0.1,
  },
  exponentialFactor: {
    label: 'Factor an epoch',
    explanation: 'What the learning rate is multiplied by after each epoch.',
    group: 'schedule',
    minimum: 0.1,
    maximum: 1,
    default: 0.9,
    integer: false,
    step: 0.05,
  },
  cosineFloor: {
    label: 'Ends at',
    explanation: 'The fraction of the learning rate left at the end of the cosine.',
    group: 'schedule',
    minimum: 0,
    maximum: 1,
    default: 0,
    integer: false,
    step: 0.05,
    unit: 'share',
  },
  cyclePeak: {
    label: 'Peak at',
    explanation: 'How far into the run the learning rate peaks; it climbs before and falls after.',
    group: 'schedule',
    minimum: 0.05,
    maximum: 0.95,
    default: 0.3,
    integer: false,
    step: 0.05,
    unit: 'share',
  },
  plateauFactor: {
    label: 'Plateau factor',
    explanation: 'What the learning rate is multiplied by once the validation loss stops improving.',
    group: 'schedule',
    minimum: 0.01,
    maximum: 0.99,
    default: 0.5,
    integer: false,
    step: 0.1,
  },
  plateauPatience: {
    label: 'Plateau patience',
    explanation: 'How many epochs without a better validation loss to wait before lowering the learning rate.',
    group: 'schedule',
    minimum: 1,
    maximum: 50,
    default: 2,
    integer: true,
    step: 1,
    unit: 'epochs',
  },
  plateauFloor: {
    label: 'Plateau floor',
    explanation: 'The learning rate is never lowered below this.',
    group: 'schedule',
    minimum: 0,
    maximum: 1,
    default: 1e-8,
    integer: false,
    step: 0,
  },
  dropoutScale: {
    label: 'Dropout',
    explanation: 'Multiplies the network’s own dropout rate of 25%: 0 is off, 2 doubles it.',
    group: 'regularisation',
    minimum: 0,
    maximum: 2,
    default: 1,
    integer: false,
    step: 0.25,
  },
  weightDecay: {
    label: 'Weight decay',
    explanation:
      'Each step shrinks the weights by this fraction times the learning rate, independently of the gradient.',
    group: 'regularisation',
    minimum: 0,
    maximum: 1,
    default: 0,
    integer: false,
    step: 0.01,
  },
  l2: {
    label: 'L2',
    explanation: 'Penalises large weights: adds this times each weight to its gradient.',
    group: 'regularisation',
    minimum: 0,
    maximum: 1,
    default: 0,
    integer: false,
    step: 0.001,
  },
  maxNorm: {
    label: 'Max-norm',
    explanation: 'After each step, weight vectors longer than this are scaled back to it; 0 turns it off.',
    group: 'regularisation',
    minimum: 0,
    maximum: 100,
    default: 4,
    integer: false,
    step: 1,
  },
  labelSmoothing: {
    label: 'Label smoothing',
    explanation:
      'The share of each label spread evenly over all ten classes, so that the network is not pushed to be completely certain.',
    group: 'regularisation',
    minimum: 0,
    maximum: 0.5,
    default: 0,
    integer: false,
    step: 0.05,
    unit: 'share',
  },
  earlyStoppingPatience: {
    label: 'Early stopping',
    explanation: 'Ends the run after this many epochs without a new best; 0 turns it off.',
    group: 'stopping',
    minimum: 0,
    maximum: 100,
    default: 0,
    integer: true,
    step: 1,
    unit: 'epochs',
  },
  seed: {
    label: 'Seed',
    explanation:
      'All random choices follow from this number; with the same seed on the same device, a run repeats exactly.',
    group: 'stopping',
    minimum: 0,
    maximum: 0xffff_ffff,
    default: 1,
    integer: true,
    step: 1,
  },
} as const satisfies Record<string, NumberField>;

export type NumberFieldName = keyof typeof NUMBER_FIELDS;
export const NUMBER_FIELD_NAMES = Object.keys(NUMBER_FIELDS) as NumberFieldName[];

/** `rmsPropOutside` is RMSProp as it was here before it followed Keras; what was trained by it stays so. */
export const OPTIMIZERS = ['sgd', 'momentum', 'nesterov', 'rmsProp', 'rmsPropOutside', 'adam', 'adamW'] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface ChoiceField<Value extends string = string> extends Field {
  readonly options: readonly Option<Value>[];
  /** Options of earlier versions: offered only to who has one already. */
  readonly retired?: readonly Value[];
  readonly default: Value;
}

/** The options that can be chosen from where this one is chosen. */
export function offeredOptions({ options, retired = [] }: ChoiceField, chosen: string): readonly Option<string>[] {
  return options.filter(({ value }) => value === chosen || !retired.includes(value));
}

function options<Value extends string>(
  values: readonly Value[],
  names: Readonly<Record<Value, string>>,
): readonly Option<Value>[] {
  return values.map((value) => ({ value, label: names[value] }));
}

const NETWORK_NAMES = Object.fromEntries(NETWORK_IDS.map((id) => [id, NETWORKS[id].name])) as Record<NetworkId, string>;

export const CHOICE_FIELDS = {
  network: {
    label: 'Network',
    explanation: 'The layers between an image and its ten probabilities.',
    group: 'data',
    options: options<NetworkId>(NETWORK_IDS, NETWORK_NAMES),
    default: 'conv2dsimple2',
  },
  pixelScaling: {
    label: 'Pixels',
    explanation: 'Whether pixels are scaled to 0..1, or also shifted and stretched to mean 0 and standard deviation 1.',
    group: 'data',
    options: options<PixelScaling>(PIXEL_SCALINGS, { unit: 'Scaled to 0..1', standardise: 'Standardised' }),
    default: 'unit',
  },
  optimizer: {
    label: 'Optimiser',
    explanation: 'The rule that turns gradients into movements of the weights.',
    group: 'optimiser',
    options: options<OptimizerName>(OPTIMIZERS, {
      sgd: 'SGD',
      momentum: 'SGD with momentum',
      nesterov: 'SGD with Nesterov momentum',
      rmsProp: 'RMSProp',
      rmsPropOutside: 'RMSProp (older rule: epsilon outside the root)',
      adam: 'Adam',
      adamW: 'AdamW',
    }),
    retired: ['rmsPropOutside'],
    default: 'adam',
  },
  schedule: {
    label: 'Schedule',
    explanation: 'How the learning rate changes over the run.',
    group: 'schedule',
    options: options<Schedule>(SCHEDULES, {
      constant: 'Constant',
      step: 'Step',
      exponential: 'Exponential',
      cosine: 'Cosine',
      oneCycle: 'One cycle',
      plateau: 'Reduce on plateau',
    }),
    default: 'constant',
  },
  batchNormStart: {
    label: 'Batch norm start',
    explanation:
      'Whether the averages used in evaluations count only the batches seen so far, or also the 0 and 1 they start from, which take about a thousand steps to fade.',
    group: 'regularisation',
    options: options<BatchNormStart>(BATCH_NORM_STARTS, { corrected: 'Corrected', keras: 'As in Keras' }),
    default: 'corrected',
  },
  judge: {
    label: 'Best epoch by',
    explanation: 'What decides the best epoch, whose weights are kept for the test set.',
    group: 'stopping',
    options: options<Judge>(JUDGES, { accuracy: 'Validation accuracy', loss: 'Validation loss' }),
    default: 'accuracy',
  },
} as const;

export type ChoiceFieldName = keyof typeof CHOICE_FIELDS;
export const CHOICE_FIELD_NAMES = Object.keys(CHOICE_FIELDS) as ChoiceFieldName[];

export interface SwitchField extends Field {
  readonly default: boolean;
}

export const SWITCH_FIELDS = {
  flip: {
    label: 'Flip',
    explanation: 'Mirrors training images left to right, at random, half of the times they are used.',
    group: 'augmentation',
    default: false,
  },
} as const satisfies Record<string, SwitchField>;

export type SwitchFieldName = keyof typeof SWITCH_FIELDS;
export const SWITCH_FIELD_NAMES = Object.keys(SWITCH_FIELDS) as SwitchFieldName[];

/** How much each class counts in the loss: one number a class, in the order of the classes. */
export const CLASS_WEIGHTS_FIELD = {
  label: 'Class weights',
  explanation: 'How much images of each class count in the loss; 1 for all treats them equally.',
  group: 'regularisation',
  minimum: 0,
  maximum: 10,
  default: 1,
  step: 0.5,
} as const;

/** Settings that a run takes over at its next step; all the others need a restart. */
export const LIVE_FIELD_NAMES = ['learningRate', 'weightDecay', 'dropoutScale'] as const satisfies NumberFieldName[];
export type LiveFieldName = (typeof LIVE_FIELD_NAMES)[number];
