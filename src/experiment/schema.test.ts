import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { mostTrainImages } from '../core/split.ts';
import {
  CHOICE_FIELD_NAMES,
  CHOICE_FIELDS,
  CLASS_WEIGHTS_FIELD,
  NUMBER_FIELD_NAMES,
  NUMBER_FIELDS,
  type NumberField,
  type NumberFieldName,
  offeredOptions,
  SWITCH_FIELD_NAMES,
  SWITCH_FIELDS,
} from './fields.ts';
import {
  DEFAULT_EXPERIMENT,
  type Experiment,
  experimentProblems,
  experimentSchema,
  isSameSetting,
  mostImagesBeside,
  stepsPerEpoch,
} from './schema.ts';

/** A draft whose other fields do not get in the way of any value of `name`. */
function draftWith(name: NumberFieldName, value: number): Experiment {
  const roomy = { ...DEFAULT_EXPERIMENT, trainImages: 5000, batchSize: 1, epochs: 200 };
  if (name === 'trainImages') return { ...roomy, validationShare: 0, trainImages: value };
  if (name === 'batchSize') return { ...roomy, batchSize: value };
  return { ...roomy, [name]: value };
}

function problemsOf(change: Partial<Experiment>): ReturnType<typeof experimentProblems> {
  return experimentProblems({ ...DEFAULT_EXPERIMENT, ...change });
}

describe('the experiment schema', () => {
  it('accepts the default experiment', () => {
    expect(experimentSchema.parse(DEFAULT_EXPERIMENT)).toEqual(DEFAULT_EXPERIMENT);
    expect(experimentProblems(DEFAULT_EXPERIMENT)).toEqual({});
  });

  it.each(NUMBER_FIELD_NAMES)('accepts both bounds of %s and refuses what lies beyond, naming the bounds', (name) => {
    const { label, minimum, maximum, integer, unit }: NumberField = NUMBER_FIELDS[name];
    const beyond = integer ? 1 : maximum * 1e-9;
    expect(experimentProblems(draftWith(name, minimum))).toEqual({});
    expect(experimentProblems(draftWith(name, maximum))).toEqual({});
    const shown = (value: number): string => (unit === 'share' ? `${Math.round(value * 100)}%` : String(value));
    const sentence = `${label} must be between ${shown(minimum)} and ${shown(maximum)}`;
    for (const value of [minimum - beyond, maximum + beyond, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(experimentProblems(draftWith(name, value))[name]).toBe(sentence);
    }
  });

  it.each(NUMBER_FIELD_NAMES.filter((name) => NUMBER_FIELDS[name].integer))('refuses a fraction as %s', (name) => {
    const { label, minimum } = NUMBER_FIELDS[name];
    expect(experimentProblems(draftWith(name, minimum + 0.5))[name]).toBe(`${label} must be a whole number`);
  });

  it('names every field that is wrong', () => {
    const problems = problemsOf({ epochs: 0, learningRate: 2, seed: -1 });
    expect(Object.keys(problems).sort()).toEqual(['epochs', 'learningRate', 'seed']);
  });

  it('names the bounds of class weights, and wants one a class', () => {
    const weights = DEFAULT_EXPERIMENT.classWeights;
    expect(problemsOf({ classWeights: weights.with(3, 10.5) })).toEqual({
      classWeights: 'Class weights must be between 0 and 10',
    });
    expect(problemsOf({ classWeights: weights.slice(1) })).toHaveProperty('classWeights');
    expect(problemsOf({ classWeights: weights.with(3, 0).with(6, 10) })).toEqual({});
  });

  it.each([
    ['an unknown network', { ...DEFAULT_EXPERIMENT, network: 'resnet' }],
    ['an unknown schedule', { ...DEFAULT_EXPERIMENT, schedule: 'sawtooth' }],
    ['an unknown optimiser', { ...DEFAULT_EXPERIMENT, optimizer: 'lion' }],
    ['an unknown field', { ...DEFAULT_EXPERIMENT, temperature: 0.9 }],
    ['a missing field', { ...DEFAULT_EXPERIMENT, momentum: undefined }],
    ['a number written as text', { ...DEFAULT_EXPERIMENT, epochs: '10' }],
    ['a switch written as a number', { ...DEFAULT_EXPERIMENT, flip: 1 }],
    ['nothing', undefined],
  ])('refuses %s', (_, value) => {
    expect(experimentSchema.safeParse(value).success).toBe(false);
  });
});

describe('settings that cannot work together', () => {
  it('are a batch larger than the training images, at the batch size', () => {
    expect(problemsOf({ trainImages: 100, batchSize: 100 })).toEqual({});
    expect(problemsOf({ trainImages: 100, batchSize: 101 })).toEqual({
      batchSize: 'Batch size must not be larger than the number of training images',
    });
  });

  it('are more training images than the validation share leaves, at the training images', () => {
    expect(problemsOf({ trainImages: 48_000 })).toEqual({});
    expect(problemsOf({ trainImages: 48_001 })).toEqual({
      trainImages: 'With this validation share, training images must be at most 48000',
    });
    expect(problemsOf({ trainImages: 60_000, validationShare: 0 })).toEqual({});
    expect(problemsOf({ trainImages: 30_001, validationShare: 0.5 })).toHaveProperty('trainImages');
  });

  it('are class weights that are all 0', () => {
    expect(problemsOf({ classWeights: new Array<number>(10).fill(0) })).toEqual({
      classWeights: 'At least one class weight must be above 0',
    });
    expect(problemsOf({ classWeights: new Array<number>(10).fill(0).with(9, 0.5) })).toEqual({});
  });

  it('are a plateau or early stopping without validation images to judge by', () => {
    expect(problemsOf({ validationShare: 0, schedule: 'plateau' })).toEqual({
      schedule: 'Reduce on plateau needs validation images: raise the validation share',
    });
    expect(problemsOf({ validationShare: 0, earlyStoppingPatience: 3 })).toEqual({
      earlyStoppingPatience: 'Early stopping needs validation images: raise the validation share',
    });
    expect(problemsOf({ schedule: 'plateau', earlyStoppingPatience: 3 })).toEqual({});
    expect(problemsOf({ validationShare: 0, schedule: 'cosine' })).toEqual({});
  });

  it('are a warm-up as long as the run; one cycle has none', () => {
    expect(problemsOf({ epochs: 5, warmupEpochs: 5 })).toEqual({
      warmupEpochs: 'Warm-up must be shorter than the run',
    });
    expect(problemsOf({ epochs: 5, warmupEpochs: 4.5 })).toEqual({});
    expect(problemsOf({ epochs: 5, warmupEpochs: 5, schedule: 'oneCycle' })).toEqual({});
  });
});

describe('mostImagesBeside', () => {
  it.each([0, 0.05, 0.1, 0.2, 0.3333, 0.5])('agrees with the split itself at a share of %d', (validationShare) => {
    const labels = Uint8Array.from({ length: 60_000 }, (_, image) => image % CLASS_COUNT);
    const most = mostTrainImages(labels, { seed: 1, validationShare }, () => true);
    expect(mostImagesBeside(validationShare)).toBe(most);
  });
});

describe('the tables of fields', () => {
  it('have a sentence of explanation for every setting', () => {
    const fields = [
      ...NUMBER_FIELD_NAMES.map((name) => NUMBER_FIELDS[name]),
      ...CHOICE_FIELD_NAMES.map((name) => CHOICE_FIELDS[name]),
      ...SWITCH_FIELD_NAMES.map((name) => SWITCH_FIELDS[name]),
      CLASS_WEIGHTS_FIELD,
    ];
    for (const { explanation } of fields) expect(explanation).toMatch(/^[A-Z].*[^.]\.$/);
  });

  it('have labels of their own: two fields are never called the same', () => {
    const labels = [
      ...NUMBER_FIELD_NAMES.map((name) => NUMBER_FIELDS[name].label),
      ...CHOICE_FIELD_NAMES.map((name) => CHOICE_FIELDS[name].label),
      ...SWITCH_FIELD_NAMES.map((name) => SWITCH_FIELDS[name].label),
    ];
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('isSameSetting', () => {
  it('compares class weights one by one and others as they are', () => {
    const copy = { ...DEFAULT_EXPERIMENT, classWeights: [...DEFAULT_EXPERIMENT.classWeights], epochs: 11 };
    expect(isSameSetting('classWeights', copy, DEFAULT_EXPERIMENT)).toBe(true);
    expect(isSameSetting('epochs', copy, DEFAULT_EXPERIMENT)).toBe(false);
    const heavy = { ...copy, classWeights: copy.classWeights.with(6, 3) };
    expect(isSameSetting('classWeights', heavy, DEFAULT_EXPERIMENT)).toBe(false);
  });
});

describe('stepsPerEpoch', () => {
  it('counts a smaller last batch', () => {
    expect(stepsPerEpoch({ trainImages: 12_000, batchSize: 128 })).toBe(94);
    expect(stepsPerEpoch({ trainImages: 256, batchSize: 128 })).toBe(2);
    expect(stepsPerEpoch({ trainImages: 50, batchSize: 50 })).toBe(1);
  });
});

it('options of earlier versions are offered only to who has one', () => {
  const offered = (chosen: string) => offeredOptions(CHOICE_FIELDS.optimizer, chosen).map(({ value }) => value);
  expect(offered('adam')).toEqual(['sgd', 'momentum', 'nesterov', 'rmsProp', 'adam', 'adamW']);
  expect(offered('rmsPropOutside')).toContain('rmsPropOutside');
  expect(offered('rmsPropOutside')).toContain('rmsProp');
});
