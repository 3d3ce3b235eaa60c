import { describe, expect, it } from 'vitest';
import { NUMBER_FIELDS } from '../experiment/fields.ts';
import { readTypedNumber } from '../experiment/typed-number.ts';
import { numberText, plainNumber, quantityText, steppedValue, unitText } from './number-text.ts';

describe('numberText', () => {
  it('shows nothing for no number', () => {
    expect(numberText(Number.NaN)).toBe('');
    expect(numberText(Number.NaN, 'share')).toBe('');
  });

  it.each([0, 0.07, 0.29, 0.4, 0.125, 0.57, 1])('is read back as the share it was: %d', (share) => {
    const field = { integer: false, unit: 'share' } as const;
    expect(readTypedNumber(numberText(share, 'share'), field)).toEqual({ ok: true, value: share });
  });

  it('shows a share without the noise of binary fractions', () => {
    expect(numberText(0.07, 'share')).toBe('7');
    expect(numberText(0.29, 'share')).toBe('29');
  });
});

describe('plainNumber', () => {
  it('is a number in its unit, and none where it would be written with an exponent', () => {
    expect(plainNumber(0.07, 'share')).toBe(7);
    expect(plainNumber(0.000001)).toBe(0.000001);
    expect(plainNumber(1e-7)).toBeUndefined();
    expect(plainNumber(1e30)).toBeUndefined();
    expect(plainNumber(Number.NaN)).toBeUndefined();
  });
});

describe('quantityText', () => {
  it('writes the unit behind', () => {
    expect(quantityText(0.4, 'share')).toBe('40%');
    expect(quantityText(2, 'px')).toBe('2 px');
    expect(quantityText(10, '°')).toBe('10°');
    expect(quantityText(1, 'epochs')).toBe('1 epoch');
    expect(quantityText(1e-7)).toBe('1e-7');
    expect(quantityText(Number.NaN, 'px')).toBe('–');
  });

  it('counts one epoch and more', () => {
    expect(unitText('epochs', 1)).toBe('epoch');
    expect(unitText('epochs', 0)).toBe('epochs');
  });
});

describe('steppedValue', () => {
  it('goes to the next multiple of the step', () => {
    expect(steppedValue(NUMBER_FIELDS.trainImages, 1234, 1)).toBe(2000);
    expect(steppedValue(NUMBER_FIELDS.trainImages, 1234, -1)).toBe(1000);
  });

  it('is not held up where a multiple of the step has no exact binary fraction', () => {
    const reached = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
    for (const [tenth, value] of reached.entries()) {
      expect(steppedValue(NUMBER_FIELDS.labelNoise, value, 1)).toBe(reached[tenth + 1] ?? 1);
      expect(steppedValue(NUMBER_FIELDS.labelNoise, value, -1)).toBe(reached[tenth - 1] ?? 0);
    }
  });

  it('doubles and halves where there is no step', () => {
    expect(steppedValue(NUMBER_FIELDS.batchSize, 128, 1)).toBe(256);
    expect(steppedValue(NUMBER_FIELDS.learningRate, 0.001, -1)).toBe(0.0005);
  });

  it('doubles 0 into the default', () => {
    expect(steppedValue(NUMBER_FIELDS.plateauFloor, 0, 1)).toBe(1e-8);
    expect(steppedValue(NUMBER_FIELDS.plateauFloor, 0, -1)).toBe(0);
  });

  it('never leaves the bounds', () => {
    expect(steppedValue(NUMBER_FIELDS.trainImages, 60_000, 1)).toBe(60_000);
    expect(steppedValue(NUMBER_FIELDS.trainImages, 50, -1)).toBe(50);
    expect(steppedValue(NUMBER_FIELDS.learningRate, 1, 1)).toBe(1);
  });

  it('goes to the default from no number at all', () => {
    expect(steppedValue(NUMBER_FIELDS.epochs, Number.NaN, 1)).toBe(NUMBER_FIELDS.epochs.default);
  });
});
