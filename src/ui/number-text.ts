import type { NumberField } from '../experiment/fields.ts';

/** How the values of a number field are written, and what its arrow keys make of them; reading is `typed-number.ts`' job. */

type Unit = NumberField['unit'];

/** Without the noise of binary fractions: twelve digits are more than anybody types. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** A number as it stands in its field, a share as a percentage; nothing for NaN. */
export function numberText(value: number, unit?: Unit): string {
  if (Number.isNaN(value)) return '';
  return String(unit === 'share' ? rounded(value * 100) : value);
}

/** A number in its unit, for attributes that know no exponent: none for 1e-7, which must be said in words. */
export function plainNumber(value: number, unit?: Unit): number | undefined {
  const text = numberText(value, unit);
  return text === '' || text.includes('e') ? undefined : Number(text);
}

/** What is written behind a number. */
export function unitText(unit: Unit, value: number): string {
  if (unit === 'share') return '%';
  if (unit === 'epochs') return value === 1 ? 'epoch' : 'epochs';
  return unit ?? '';
}

/** A number with its unit, for sentences: `40%`, `2 px`, `1 epoch`, `10°`; a dash for NaN. */
export function quantityText(value: number, unit?: Unit): string {
  if (Number.isNaN(value)) return '–';
  const isClose = unit === 'share' || unit === '°';
  return `${numberText(value, unit)}${isClose || unit === undefined ? '' : ' '}${unitText(unit, value)}`;
}

/**
 * The value one press up or down: the next multiple of the field's step, or double and half for a step of 0. It never
 * leaves the bounds; from no number at all it goes to the default, as doubling does from 0.
 */
export function steppedValue(field: NumberField, value: number, direction: 1 | -1): number {
  if (!Number.isFinite(value)) return field.default;
  const { step, integer } = field;
  if (step === 0 && value === 0) return direction === 1 ? field.default : 0;
  // 0.3 / 0.1 is a little less than 3.
  const multiple = rounded(value / step);
  const moved =
    step === 0
      ? value * 2 ** direction
      : direction === 1
        ? (Math.floor(multiple) + 1) * step
        : (Math.ceil(multiple) - 1) * step;
  return Math.min(field.maximum, Math.max(field.minimum, integer ? Math.floor(moved) : rounded(moved)));
}
