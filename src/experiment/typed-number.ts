import type { NumberField } from './fields.ts';

/**
 * Numbers as people type them, in any script and with the separators of any country: one parser for every field.
 *
 * - `,` is a thousands separator only as in 1,234 or 1,234,567; a lone comma is a decimal separator otherwise.
 * - `.` is a decimal point; it groups thousands only where a decimal point can't be meant: 12.000,5 and 1.234.567.
 * - Spaces of every width and apostrophes group thousands, in threes.
 * - What can still be read in two ways is refused in words: the person knows, and the parser would have to guess.
 */

export type TypedNumber =
  | { readonly ok: true; readonly value: number }
  /** A sentence that says how to write it; undefined where nothing was typed. */
  | { readonly ok: false; readonly reason: string | undefined };

/** Longer than any number that is typed; a pasted text doesn't choose how long the parser works. */
const LENGTH_LIMIT = 64;
const QUOTED_LIMIT = 24;

/** The zeros of the scripts that people write digits in; nine more follow each. */
const ZEROS = Array.from('٠۰०০੦૦୦௦౦೦൦๐໐༠၀០᠐', (zero) => zero.codePointAt(0) ?? 0);
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';

const UNITS: Readonly<Record<NonNullable<NumberField['unit']>, RegExp>> = {
  share: / ?%$/,
  px: / ?(px|pixels?)$/i,
  '°': / ?(°|deg|degrees?)$/i,
  epochs: / ?epochs?$/i,
};

/** A mantissa, and the exponent of ten behind it: 1e-4, 3·10^-4, 10^-4. */
const WITH_EXPONENT = /^(.*\d[.,]?) ?(?:e ?|[×*·⋅] ?10 ?\^ ?)([+-]?\d{1,3})$/i;
const POWER_OF_TEN = /^10 ?\^ ?([+-]?\d{1,3})$/;

/** Digits and at most one separator. */
const PLAIN = /^(?:\d+[.,]?\d*|[.,]\d+)$/;
const COMMA_GROUPS = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
/** With one dot and nothing else it is a decimal point. */
const DOT_GROUPS = /^[1-9]\d{0,2}(?:(?:\.\d{3})+,\d*|(?:\.\d{3}){2,})$/;
const SPACE_GROUPS = /^[1-9]\d{0,2}([ '])\d{3}(?:\1\d{3})*(?:[.,]\d*)?$/;
/** As in 0.000 5: digits behind the decimal point are grouped from there. */
const DECIMAL_GROUPS = /^(?:\d{1,3}|[1-9]\d{0,2}(?: \d{3})+)[.,]\d{3}(?: \d{3})*(?: \d{1,3})?$/;
/** In a whole number nobody writes three decimals, and many write thousands so. */
const DOT_OR_THOUSANDS = /^[1-9]\d{0,2}\.\d{3}$/;

/** The number in a text, with the field's own unit behind it or without; a share is read as a percentage. */
export function readTypedNumber(text: string, field: Pick<NumberField, 'unit' | 'integer'>): TypedNumber {
  if (text.length > LENGTH_LIMIT) return refused(text, 'is not a number');
  const written = inPlainSigns(text);
  if (written === '') return { ok: false, reason: undefined };
  const { unit, integer } = field;
  const bare = unit === undefined ? written : written.replace(UNITS[unit], '');
  if (bare.endsWith('%')) return refused(text, 'is a percentage, but this setting is not', 'Write 0.5 for 50%.');
  const [, sign = '', size = ''] = /^([+-]?) ?(.*)$/.exec(bare) ?? [];
  const power = POWER_OF_TEN.exec(size)?.[1];
  const [, mantissa = size, exponent = '0'] =
    power === undefined ? (WITH_EXPONENT.exec(size) ?? []) : [undefined, '1', power];
  if (integer && exponent === '0' && DOT_OR_THOUSANDS.test(mantissa)) {
    const digits = mantissa.replace('.', '');
    const thousands = Number(digits).toLocaleString('en');
    return refused(
      text,
      `could be ${mantissa.replace(/\.?0+$/, '')} or ${thousands}`,
      `Write ${digits} for ${thousands}.`,
    );
  }
  const decimal = inDecimal(mantissa);
  if (decimal === undefined) {
    return /^[\d.,' ]*\d[\d.,' ]*$/.test(mantissa)
      ? refused(text, 'can be read in more than one way', 'Write only digits and a decimal point, such as 1234.5.')
      : refused(text, 'is not a number', integer ? 'Write only digits, such as 12000.' : 'Write it as 0.001 or 1e-3.');
  }
  // Adding 0 makes 0 of -0.
  const value = Number(`${sign}${decimal}e${exponent}`) + 0;
  return { ok: true, value: unit === 'share' ? Number((value / 100).toPrecision(12)) : value };
}

/** As JavaScript reads numbers; undefined for what is none, or could be several. */
function inDecimal(mantissa: string): string | undefined {
  if (COMMA_GROUPS.test(mantissa)) return mantissa.replaceAll(',', '');
  if (DOT_GROUPS.test(mantissa)) return mantissa.replaceAll('.', '').replace(',', '.');
  if (PLAIN.test(mantissa) || SPACE_GROUPS.test(mantissa) || DECIMAL_GROUPS.test(mantissa)) {
    return mantissa.replace(/[ ']/g, '').replace(',', '.');
  }
  return undefined;
}

/** One sign for each meaning: the digits 0 to 9, one minus, one space, one apostrophe; marks nobody sees are gone. */
function inPlainSigns(text: string): string {
  return text
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]/g, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/\p{Nd}/gu, plainDigit)
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g, (raised) => `^${Array.from(raised, plainSuperscript).join('')}`)
    .replace(/[−–‒﹣]/g, '-')
    .replace(/['’‘ʼ′`´٬_]/g, "'")
    .replaceAll('٫', '.')
    .replaceAll('。', '.')
    .replace(/[،、]/g, ',')
    .replaceAll('٪', '%')
    .replace(/\s+/g, ' ')
    .trim();
}

function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? digit : String(code - zero);
}

function plainSuperscript(raised: string): string {
  return '0123456789+-'[SUPERSCRIPTS.indexOf(raised)] ?? raised;
}

function refused(text: string, why: string, advice = ''): TypedNumber {
  const trimmed = text.trim();
  const quoted = trimmed.length > QUOTED_LIMIT ? `${trimmed.slice(0, QUOTED_LIMIT)}…` : trimmed;
  return { ok: false, reason: `“${quoted}” ${why}. ${advice}`.trim() };
}
