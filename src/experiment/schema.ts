import { z } from 'zod';
import { NETWORK_IDS } from '../core/networks.ts';
import { SCHEDULES } from '../core/schedule.ts';

/**
 * An experiment is everything that decides a run. Each number's bounds, default and explanation are in one table, from
 * which the schema and the panel are both made.
 */

export interface NumberField {
  readonly label: string;
  /** One sentence, shown on hover and focus. */
  readonly explanation: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
  /** Whole numbers only. */
  readonly integer: boolean;
  /** What one press of the field's up and down buttons changes; 0 for doubling and halving. */
  readonly step: number;
}

export const NUMBER_FIELDS = {
  trainImages: {
    label: 'Training images',
    explanation: 'How many images the optimiser learns from; fewer are faster and easier to learn by heart.',
    minimum: 50,
    maximum: 48_000,
    default: 12_000,
    integer: true,
    step: 1000,
  },
  epochs: {
    label: 'Epochs',
    explanation: 'How many times the run goes through all its training images.',
    minimum: 1,
    maximum: 200,
    default: 10,
    integer: true,
    step: 1,
  },
  batchSize: {
    label: 'Batch size',
    explanation: 'How many images are averaged into one step of the optimiser.',
    minimum: 1,
    maximum: 1024,
    default: 128,
    integer: true,
    step: 0,
  },
  learningRate: {
    label: 'Learning rate',
    explanation: 'How far each step moves the weights; too high diverges, too low crawls.',
    minimum: 1e-6,
    maximum: 1,
    default: 0.001,
    integer: false,
    step: 0,
  },
  maxNorm: {
    label: 'Max-norm',
    explanation: 'After each step, weight columns longer than this are shortened to it; 0 turns it off.',
    minimum: 0,
    maximum: 100,
    default: 4,
    integer: false,
    step: 1,
  },
  seed: {
    label: 'Seed',
    explanation: 'The number all random choices follow from; the same seed on the same backend repeats a run exactly.',
    minimum: 0,
    maximum: 0xffff_ffff,
    default: 1,
    integer: true,
    step: 1,
  },
} as const satisfies Record<string, NumberField>;

export type NumberFieldName = keyof typeof NUMBER_FIELDS;
export const NUMBER_FIELD_NAMES = Object.keys(NUMBER_FIELDS) as NumberFieldName[];

function bounded(name: NumberFieldName): z.ZodNumber {
  const field: NumberField = NUMBER_FIELDS[name];
  const bounds = `${field.label} must be between ${field.minimum} and ${field.maximum}`;
  const schema = z.number(bounds).min(field.minimum, bounds).max(field.maximum, bounds);
  return field.integer ? schema.int(`${field.label} must be a whole number`) : schema;
}

export const experimentSchema = z
  .strictObject({
    network: z.enum(NETWORK_IDS),
    schedule: z.enum(SCHEDULES),
    trainImages: bounded('trainImages'),
    epochs: bounded('epochs'),
    batchSize: bounded('batchSize'),
    learningRate: bounded('learningRate'),
    maxNorm: bounded('maxNorm'),
    seed: bounded('seed'),
  })
  .refine((experiment) => experiment.batchSize <= experiment.trainImages, {
    path: ['batchSize'],
    message: 'Batch size must not be larger than the number of training images',
  });

export type Experiment = Readonly<z.infer<typeof experimentSchema>>;

export const DEFAULT_EXPERIMENT: Experiment = {
  network: 'conv2dsimple2',
  schedule: 'constant',
  trainImages: NUMBER_FIELDS.trainImages.default,
  epochs: NUMBER_FIELDS.epochs.default,
  batchSize: NUMBER_FIELDS.batchSize.default,
  learningRate: NUMBER_FIELDS.learningRate.default,
  maxNorm: NUMBER_FIELDS.maxNorm.default,
  seed: NUMBER_FIELDS.seed.default,
};

/** What is wrong with a draft, by field; empty when it can be run. */
export function experimentProblems(draft: Experiment): Partial<Record<keyof Experiment, string>> {
  const result = experimentSchema.safeParse(draft);
  if (result.success) return {};
  const problems: Partial<Record<keyof Experiment, string>> = {};
  for (const issue of result.error.issues) {
    const field = issue.path[0];
    if (typeof field === 'string' && field in DEFAULT_EXPERIMENT) {
      problems[field as keyof Experiment] ??= issue.message;
    }
  }
  return problems;
}

/** Optimiser steps in one epoch; the last batch may be smaller. */
export function stepsPerEpoch(experiment: Pick<Experiment, 'trainImages' | 'batchSize'>): number {
  return Math.ceil(experiment.trainImages / experiment.batchSize);
}
