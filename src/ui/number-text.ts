import type { NumberField } from '../experiment/fields.ts';

/** What a person types into a number field, and what its arrow keys make of it. */

/** The number in a text, also as `1e-4` or `12,000`; NaN for none. */
export function parseNumber(text: string): number {
  const plain = text.trim().replaceAll(',', '');
  return plain === '' ? Number.NaN : Number(plain);
}

/** A number as it stands in its field; nothing for NaN. */
export function numberText(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

/**
 * The value one press up or down: the next multiple of the field's step, or double and half for a step of 0. It never
 * leaves the bounds; from no number at all it goes to the default.
 */
export function steppedValue(field: NumberField, value: number, direction: 1 | -1): number {
  if (!Number.isFinite(value)) return field.default;
  const { step, integer } = field;
  const moved =
    step === 0
      ? value * 2 ** direction
      : direction === 1
        ? (Math.floor(value / step) + 1) * step
        : (Math.ceil(value / step) - 1) * step;
  // Halving and doubling leave binary fractions behind; twelve digits are more than anybody types.
  const rounded = integer ? Math.floor(moved) : Number(moved.toPrecision(12));
  return Math.min(field.maximum, Math.max(field.minimum, rounded));
}
