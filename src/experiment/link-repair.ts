import { LINK_LENGTH_LIMIT, parseLink } from './link.ts';
import { RESULTS_KEY } from './link-format.ts';

/**
 * What mails, chats and documents do to a link on its way, undone: `&amp;` for `&`, a percent sign before everything, a
 * bracket, a full stop or a quotation mark that stood behind it, a line that was broken, what newsletters append. Only a
 * link that can't be read as it stands is touched, and only where that leaves less of it to complain about.
 */

export interface RepairedHash {
  /** With its `#`, or as it was. */
  readonly hash: string;
  /** What is missing from it. */
  readonly notices: readonly string[];
}

/** Percent signs can make three characters of one. What is longer than that is no link that was ever written. */
const READ_LIMIT = 3 * LINK_LENGTH_LIMIT;

export function repairedHash(hash: string): RepairedHash {
  const untouched = { hash, notices: [] };
  const before = complaints(hash);
  if (before === 0 || hash.length > READ_LIMIT) return untouched;
  const { fields, cutField } = cleanedFields(hash);
  const repaired = `#${fields.join('&')}`;
  const after = complaints(repaired);
  // A link that is refused once it can be read says the most.
  if (after >= before && after !== REFUSED) return untouched;
  const notices =
    cutField === undefined ? [] : [`The link was cut off at “${cutField}”, so that and what followed is missing.`];
  return { hash: repaired, notices };
}

const REFUSED = Number.POSITIVE_INFINITY;
const BASE64_URL = /^[\w-]*$/;

/** How many parts of it can't be read. */
function complaints(hash: string): number {
  const link = parseLink(hash);
  if ('refused' in link) return REFUSED;
  return link.notices.length + (BASE64_URL.test(link.results?.text ?? '') ? 0 : 1);
}

interface CleanedFields {
  readonly fields: readonly string[];
  /** The key of the last field when the link ends in dots that stand for more. */
  readonly cutField: string | undefined;
}

function cleanedFields(hash: string): CleanedFields {
  const text = withoutMarkup(decoded(hash))
    // A `#` more than one, a bracket or a quotation mark before it.
    .replace(/^[^\p{L}\p{N}]+/u, '')
    // A second question is a newsletter's.
    .replaceAll('?', '&');
  const isCut = /(…|[.]{2,})$/.test(text.trimEnd());
  const written = text.split('&').filter((field) => !/^\s*$/.test(field));
  const last = isCut ? written.pop() : undefined;
  const fields = written
    .map((field, index) => cleanedField(field, index === written.length - 1))
    .filter((field) => field !== '' && !TRACKING.test(field));
  return {
    fields,
    cutField: last
      ?.split('=')[0]
      ?.replace(/[^a-z0-9]/gi, '')
      .slice(0, 24),
  };
}

/** What is appended to links in order to count who follows them. */
const TRACKING = /^(utm_\w+|\w*clid|mc_[ce]id|_hs\w+|igshid|ref|source)(=|$)/i;

/** A link may be encoded as part of another, once at each step of its way. */
const ENCODINGS = 4;

/** Whatever percent signs don't make sense stay. */
function decoded(text: string): string {
  let current = text;
  for (let round = 0; round < ENCODINGS; round++) {
    const next = current.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
    if (next === current) break;
    current = next;
  }
  return current;
}

/** Of a link's own signs only base64url could follow a `=` with `3D`, and results begin otherwise. */
const QUOTED_PRINTABLE = /(^|[#&])[a-z0-9]+=3D/i;

/** What HTML and mail write for `&` and `=`, and the ends of lines that were broken. */
function withoutMarkup(text: string): string {
  // Quoted-printable: `=3D` for `=`, and a lone `=` where a line was broken.
  const plain = QUOTED_PRINTABLE.test(text) ? text.replace(/=(?!3D)\s*/gi, '').replace(/=3D/gi, '=') : text;
  return (
    plain
      .replace(/(?:&(?:amp|#0*38|#x0*26);?)+/gi, '&')
      .replace(/&amp;?(?=\w+=)/gi, '&')
      .replace(/&(?:equals|#0*61|#x0*3d);?/gi, '=')
      // Of what stood around the link.
      .replace(/&(?:gt|lt|quot|apos|nbsp|#0*39|#0*34|#0*62|#0*60|#x27|#x22|#160);?.*$/is, '')
      .replace(/[\r\n\t\p{Cc}\p{Cf}]+/gu, '')
  );
}

/** `key=value` without what can stand in neither. Another setting is never taken away: then the field is left to be named. */
function cleanedField(field: string, isLast: boolean): string {
  const [key = '', ...rest] = field.split('=');
  const name = key.replace(/[^a-z0-9_]/gi, '');
  if (rest.length === 0) return name;
  const value = rest.join('=').trim();
  // Base64url may end in a hyphen or an underscore; nothing else does.
  if (name === RESULTS_KEY) return `${name}=${without(value.replace(/\s+/g, ''), /[^\w-].*$/s)}`;
  // Behind a space goes the sentence that the link stood in. Digits may be the rest of a broken line, and are left.
  const joined = isLast ? without(value, /\s+\p{L}.*$/su) : value.replace(/\s+/g, '');
  return `${name}=${without(without(joined, /(?<=\w)[^\p{L}\p{N} .,+-].*$/su), /[^\p{L}\p{N}]+$/u)}`;
}

function without(text: string, end: RegExp): string {
  return text.replace(end, (found) => (found.includes('=') ? found : ''));
}
