/**
 * Tables as comma-separated values (RFC 4180), the one way every table leaves the page.
 *
 * - `point`: 0.5, and commas between the fields, for scripts and for spreadsheets in English.
 * - `comma`: 0,5, and semicolons between the fields, as spreadsheets expect them wherever a decimal comma is written. They
 *   take a file for UTF-8 only when it begins with a byte order mark.
 */
export const CSV_FORMS = ['point', 'comma'] as const;
export type CsvForm = (typeof CSV_FORMS)[number];

/** A text, a number, or nothing: an empty field. */
export type CsvValue = string | number | undefined;

const SEPARATORS: Readonly<Record<CsvForm, string>> = { point: ',', comma: ';' };
const BYTE_ORDER_MARK = '\uFEFF';

/** One line a row; the first row names the columns. */
export function csvText(rows: Iterable<readonly CsvValue[]>, form: CsvForm): string {
  const separator = SEPARATORS[form];
  const lines = [form === 'comma' ? BYTE_ORDER_MARK : ''];
  for (const row of rows) lines.push(row.map((value) => field(value, form)).join(separator), '\r\n');
  return lines.join('');
}

function field(value: CsvValue, form: CsvForm): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return quoted(harmless(value), form);
  const number = String(value);
  return form === 'comma' ? number.replace('.', ',') : number;
}

/** A field with these in it would end early. */
const QUOTED: Readonly<Record<CsvForm, RegExp>> = { point: /[",\r\n]/, comma: /[";\r\n]/ };

function quoted(text: string, form: CsvForm): string {
  return QUOTED[form].test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Spreadsheets take a text that begins so for a formula and run it, a run's name from somebody else's file among them.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** With an apostrophe in front a text stays a text. */
function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
