import { describe, expect, it } from 'vitest';
import { NUMBER_FIELD_NAMES, NUMBER_FIELDS, type NumberField } from './fields.ts';
import { readTypedNumber } from './typed-number.ts';

const REAL = { integer: false };
const WHOLE = { integer: true };
const SHARE = { integer: false, unit: 'share' } as const;

/** The value, or the sentence of the refusal. */
function read(text: string, field: Pick<NumberField, 'unit' | 'integer'> = REAL): number | string | undefined {
  const typed = readTypedNumber(text, field);
  return typed.ok ? typed.value : typed.reason;
}

describe('a typed number', () => {
  it.each([
    ['12000', 12_000],
    [' 12,000 ', 12_000],
    ['1,234', 1234],
    ['1,234,567', 1_234_567],
    ['1,234.5', 1234.5],
    ['0,01', 0.01],
    ['0,0005', 0.0005],
    // A group of thousands never begins with a zero.
    ['0,001', 0.001],
    ['00,123', 0.123],
    ['2,5', 2.5],
    ['64,5', 64.5],
    ['1,2345', 1.2345],
    ['1234,567', 1234.567],
    [',5', 0.5],
    ['.5', 0.5],
    ['5,', 5],
    ['5.', 5],
    ['1.234', 1.234],
    ['12.000,5', 12_000.5],
    ['1.234,567', 1234.567],
    ['1.234.567', 1_234_567],
    ['1.234.567,89', 1_234_567.89],
    ['12 000', 12_000],
    ['12 000,5', 12_000.5],
    ['1 234,567', 1234.567],
    ['12\u00a0000', 12_000],
    ['12\u202f000,5', 12_000.5],
    ['12\u2009000', 12_000],
    ["12'000", 12_000],
    ['1’234’567.5', 1_234_567.5],
    ['12_000', 12_000],
    ['0.000 5', 0.0005],
    ['6.022 140 76', 6.02214076],
    ['1e-4', 0.0001],
    ['1E-4', 0.0001],
    ['1,5e-4', 0.000_15],
    ['1e3', 1000],
    ['10^-4', 0.0001],
    ['10⁻⁴', 0.0001],
    ['3·10^-4', 0.0003],
    ['2 × 10⁻³', 0.002],
    ['-3', -3],
    ['−3', -3],
    ['+3', 3],
    ['007', 7],
    ['١٢', 12],
    ['٠٫٠٠١', 0.001],
    ['١٢٬٠٠٠', 12_000],
    ['۱۲', 12],
    ['१२', 12],
    ['１２．５', 12.5],
    ['\u200e12\u200f', 12],
  ])('%s is read as %d', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it('is positive where it is zero', () => {
    expect(read('-0')).toBe(0);
  });

  it.each([
    '0x10',
    '0b1',
    '0o7',
    'abc',
    '1e',
    'e5',
    '--1',
    '1-2',
    'Infinity',
    'NaN',
    '12k',
    '1/2',
    '½',
    '1²',
    '10²x',
    '3 px',
    '%',
    '-',
    '.',
    ',',
    '1;2',
    '²',
    '#5',
  ])('%s is not a number', (text) => {
    expect(read(text)).toMatch(/“.*” (is not a number\. Write it as 0\.001 or 1e-3|is a percentage)/);
  });

  it.each([
    '1.2.3',
    '1,2,3',
    '1,23,456',
    '1,234,56',
    '1,234,',
    '0,123,456',
    '12.00,5',
    '1,234.567.8',
    '12,34.5',
    '1.234,567,8',
    '0.123.456',
    '1 2',
    '12 00',
    '1 2345',
    '0 123',
    "1'23",
    "1 234'567",
    '1 234,567,890',
    '1..5',
    '5,.',
  ])('%s is refused as ambiguous, with a way to write it', (text) => {
    expect(read(text)).toBe(
      `“${text}” can be read in more than one way. Write only digits and a decimal point, such as 1234.5.`,
    );
  });

  it('does not guess whether a whole number has thousands', () => {
    expect(read('12.000', WHOLE)).toBe('“12.000” could be 12 or 12,000. Write 12000 for 12,000.');
    expect(read('1.234', WHOLE)).toBe('“1.234” could be 1.234 or 1,234. Write 1234 for 1,234.');
    expect(read('12.0', WHOLE)).toBe(12);
    expect(read('0.500', WHOLE)).toBe(0.5);
    expect(read('12,000', WHOLE)).toBe(12_000);
    expect(read('12.000,0', WHOLE)).toBe(12_000);
    expect(read('12.000', REAL)).toBe(12);
  });

  it.each([
    ['40', 0.4],
    ['40%', 0.4],
    [' 12.5 % ', 0.125],
    ['12,5 %', 0.125],
    ['٤٠٪', 0.4],
    ['7', 0.07],
    ['29', 0.29],
    ['0,5', 0.005],
    ['100', 1],
  ])('%s is a percentage where a share is wanted', (text, value) => {
    expect(read(text, SHARE)).toBe(value);
  });

  it('may have its own unit behind it, and no other', () => {
    expect(read('3 px', { integer: true, unit: 'px' })).toBe(3);
    expect(read('2,5epochs', { integer: false, unit: 'epochs' })).toBe(2.5);
    expect(read('1 epoch', { integer: true, unit: 'epochs' })).toBe(1);
    expect(read('10°', { integer: false, unit: '°' })).toBe(10);
    expect(read('10°', { integer: false, unit: 'px' })).toContain('is not a number');
    // 0.1 would be a hundred times too much.
    expect(read('0.1%')).toBe('“0.1%” is a percentage, but this setting is not. Write 0.5 for 50%.');
  });

  it('is asked for in digits where it has to be whole', () => {
    expect(read('abc', WHOLE)).toBe('“abc” is not a number. Write only digits, such as 12000.');
  });

  it('is neither refused nor read where nothing was typed', () => {
    expect(readTypedNumber(' ', REAL)).toEqual({ ok: false, reason: undefined });
    expect(readTypedNumber('', SHARE)).toEqual({ ok: false, reason: undefined });
  });

  it('is quoted in part where it is long, and never read', () => {
    expect(read(`${'9'.repeat(30)}x`)).toBe(`“${'9'.repeat(24)}…” is not a number. Write it as 0.001 or 1e-3.`);
    expect(read(`1${'0'.repeat(500)}`)).toContain('is not a number');
  });
});

/** What each country's own rules write; the parser has never seen them. */
describe.each([
  'en',
  'en-IN',
  'de',
  'de-CH',
  'de-AT',
  'fr',
  'es',
  'pt',
  'it',
  'pl',
  'sv',
  'cs',
  'ru',
  'ar-EG',
  'fa',
  'hi-u-nu-deva',
  'ja',
  'nb',
])('numbers written as in %s', (locale) => {
  const values = [
    0, 1, 7, 12, 128, 999, 1000, 1234, 12_000, 48_000, 60_000, 123_456, 1_234_567, 0.1, 0.25, 0.5, 0.9, 0.01, 0.001,
    0.0005, 0.000_001, 0.999, 0.9999, 2.5, 64.5, 1.5, 12.34, 1234.5, 12_000.5, 98_765.4321,
  ];
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 10 });

  it('are read as they were, or refused; never as another number', () => {
    for (const value of values) {
      const text = format.format(value);
      for (const field of [REAL, WHOLE]) {
        const typed = readTypedNumber(text, field);
        // By rule: 1.234 is a decimal where decimals are wanted.
        const isByRule = field === REAL && /^[1-9]\d{0,2}\.\d{3}$/.test(text);
        if (isByRule) expect(typed).toEqual({ ok: true, value: Number(text) });
        else expect([text, typed.ok ? typed.value : value]).toEqual([text, value]);
      }
    }
  });

  it('are read without groups, but for what is a decimal of another script', () => {
    const bare = new Intl.NumberFormat(locale, { maximumFractionDigits: 10, useGrouping: false });
    for (const value of values) expect([locale, read(bare.format(value))]).toEqual([locale, value]);
  });
});

describe('every setting', () => {
  it.each(NUMBER_FIELD_NAMES)('%s is read back from how it is written', (name) => {
    const field: NumberField = NUMBER_FIELDS[name];
    const scale = field.unit === 'share' ? 100 : 1;
    for (const value of [field.minimum, field.maximum, field.default]) {
      const text = String(Number((value * scale).toPrecision(12)));
      expect(read(text, field)).toBe(value);
      expect(read(text.replace('.', ','), field)).toBe(value);
    }
  });
});
