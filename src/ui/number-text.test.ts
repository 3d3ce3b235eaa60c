import { describe, expect, it } from 'vitest';
import { NUMBER_FIELDS } from '../experiment/fields.ts';
import { numberText, parseNumber, steppedValue } from './number-text.ts';

describe('parseNumber', () => {
  it.each([
    ['12000', 12_000],
    [' 12,000 ', 12_000],
    ['1e-4', 0.0001],
    ['0.001', 0.001],
    ['-3', -3],
  ])('reads %s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', ' ', 'abc', '1.2.3', '--1'])('finds no number in “%s”', (text) => {
    expect(parseNumber(text)).toBeNaN();
  });

  it('shows nothing for no number', () => {
    expect(numberText(Number.NaN)).toBe('');
  });
});

describe('steppedValue', () => {
  it('goes to the next multiple of the step', () => {
    expect(steppedValue(NUMBER_FIELDS.trainImages, 1234, 1)).toBe(2000);
    expect(steppedValue(NUMBER_FIELDS.trainImages, 1234, -1)).toBe(1000);
  });

  it('doubles and halves where there is no step', () => {
    expect(steppedValue(NUMBER_FIELDS.batchSize, 128, 1)).toBe(256);
    expect(steppedValue(NUMBER_FIELDS.learningRate, 0.001, -1)).toBe(0.0005);
  });

  it('never leaves the bounds', () => {
    expect(steppedValue(NUMBER_FIELDS.trainImages, 48_000, 1)).toBe(48_000);
    expect(steppedValue(NUMBER_FIELDS.trainImages, 50, -1)).toBe(50);
    expect(steppedValue(NUMBER_FIELDS.learningRate, 1, 1)).toBe(1);
  });

  it('goes to the default from no number at all', () => {
    expect(steppedValue(NUMBER_FIELDS.epochs, Number.NaN, 1)).toBe(NUMBER_FIELDS.epochs.default);
  });
});
