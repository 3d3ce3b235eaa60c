/**
 * Names of files that any file system takes: letters of every script stay, and only what one of Windows, macOS, Linux and
 * Android refuses goes (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
 */

/** Bytes of UTF-8 that people's own words may take in a name: most systems take 255 for all of it, encrypted ones 143. */
const OWN_LIMIT_BYTES = 96;
const REFUSED = /[\\/:*?"<>|]+/g;
/** Nobody sees them, and some turn the letters round that follow. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Names of Windows' devices, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=$|[. ])/i;

/** Somebody's own words as a part of a file's name; empty when nothing of them is left. */
export function fileNamePart(words: string): string {
  const plain = words
    .normalize('NFC')
    .replace(/\s/g, ' ')
    .replace(UNSEEN, '')
    .replace(/ +/g, ' ')
    .replace(REFUSED, '-');
  const bare = trimmed(firstBytes(trimmed(plain), OWN_LIMIT_BYTES));
  return bare.replace(DEVICE, '$1_');
}

/** Neither a dot nor a space may end a name; at its start a dot hides the file. A lone hyphen says nothing. */
function trimmed(text: string): string {
  return text.replace(/^[. -]+|[. -]+$/g, '');
}

/** As many whole characters as fit. */
function firstBytes(text: string, limit: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes > limit) break;
    kept += character;
  }
  return kept;
}

interface NamedRun {
  /** As somebody called it. */
  readonly name?: string | undefined;
  readonly number?: number | undefined;
  readonly network: string;
}

/** How all files of a run begin: `fitting-room-conv2dsimple2-run-3`, or with the name that somebody gave the run. */
export function runFileStem({ name = '', number, network }: NamedRun): string {
  const own = fileNamePart(name);
  return `fitting-room-${own === '' ? `${network}${number === undefined ? '' : `-run-${number}`}` : own}`;
}

/** Of the same letters what frameworks take as a model's name everywhere; undefined when nothing is left. */
export function modelName(name: string | undefined): string | undefined {
  const plain = (name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gi, '_')
    .replace(/^_+|_+$/g, '');
  return plain === '' ? undefined : plain;
}
