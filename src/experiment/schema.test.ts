import { describe, expect, it } from 'vitest';
import {
  DEFAULT_EXPERIMENT,
  experimentProblems,
  experimentSchema,
  NUMBER_FIELD_NAMES,
  NUMBER_FIELDS,
  stepsPerEpoch,
} from './schema.ts';

const roomy = { ...DEFAULT_EXPERIMENT, trainImages: 48_000, batchSize: 1 };
/** A draft whose other fields do not get in the way of any value of `name`. */
const draftWith = (name: keyof typeof NUMBER_FIELDS, value: number) => ({
  ...roomy,
  ...(name === 'trainImages' ? { batchSize: 1 } : {}),
  [name]: value,
});

describe('the experiment schema', () => {
  it('accepts the default experiment', () => {
    expect(experimentSchema.parse(DEFAULT_EXPERIMENT)).toEqual(DEFAULT_EXPERIMENT);
    expect(experimentProblems(DEFAULT_EXPERIMENT)).toEqual({});
  });

  it.each(NUMBER_FIELD_NAMES)('accepts both bounds of %s and refuses what lies beyond, naming the bounds', (name) => {
    const { label, minimum, maximum, integer } = NUMBER_FIELDS[name];
    const beyond = integer ? 1 : maximum * 1e-9;
    expect(experimentProblems(draftWith(name, minimum))).toEqual({});
    expect(experimentProblems(draftWith(name, maximum))).toEqual({});
    const sentence = `${label} must be between ${minimum} and ${maximum}`;
    for (const value of [minimum - beyond, maximum + beyond, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(experimentProblems(draftWith(name, value))[name]).toBe(sentence);
    }
  });

  it.each(NUMBER_FIELD_NAMES.filter((name) => NUMBER_FIELDS[name].integer))('refuses a fraction as %s', (name) => {
    const { label, minimum } = NUMBER_FIELDS[name];
    expect(experimentProblems(draftWith(name, minimum + 0.5))[name]).toBe(`${label} must be a whole number`);
  });

  it('refuses a batch larger than the training images, at the batch size', () => {
    expect(experimentProblems({ ...DEFAULT_EXPERIMENT, trainImages: 100, batchSize: 100 })).toEqual({});
    expect(experimentProblems({ ...DEFAULT_EXPERIMENT, trainImages: 100, batchSize: 101 })).toEqual({
      batchSize: 'Batch size must not be larger than the number of training images',
    });
  });

  it('names every field that is wrong', () => {
    const problems = experimentProblems({ ...DEFAULT_EXPERIMENT, epochs: 0, learningRate: 2, seed: -1 });
    expect(Object.keys(problems).sort()).toEqual(['epochs', 'learningRate', 'seed']);
  });

  it.each([
    ['an unknown network', { ...DEFAULT_EXPERIMENT, network: 'resnet' }],
    ['an unknown schedule', { ...DEFAULT_EXPERIMENT, schedule: 'cosine' }],
    ['an unknown field', { ...DEFAULT_EXPERIMENT, momentum: 0.9 }],
    ['a number written as text', { ...DEFAULT_EXPERIMENT, epochs: '10' }],
    ['nothing', undefined],
  ])('refuses %s', (_, value) => {
    expect(experimentSchema.safeParse(value).success).toBe(false);
  });

  it('has a sentence of explanation for every number', () => {
    for (const name of NUMBER_FIELD_NAMES) expect(NUMBER_FIELDS[name].explanation).toMatch(/^[A-Z].*\.$/);
  });
});

describe('stepsPerEpoch', () => {
  it('counts a smaller last batch', () => {
    expect(stepsPerEpoch({ trainImages: 12_000, batchSize: 128 })).toBe(94);
    expect(stepsPerEpoch({ trainImages: 256, batchSize: 128 })).toBe(2);
    expect(stepsPerEpoch({ trainImages: 50, batchSize: 50 })).toBe(1);
  });
});
