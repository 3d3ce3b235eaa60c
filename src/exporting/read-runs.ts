import { otherFileKind, otherModelKind } from './other-files.ts';
import { readRunEntries } from './read-run-file.ts';
import { MANIFEST_NAME, type ReadRunFile, RUN_FILE_ENDING, RUN_FILE_LIMIT, type RunFileFaultCode } from './run-file.ts';
import { listEntries, readEntry, startOf, TooManyEntries, type ZipEntry, ZipError } from './zip-entries.ts';

/**
 * All runs that a file holds: one that was saved here, one that was unpacked and packed again in a folder and under another
 * name, or an archive of several. What people's systems add to an archive is no part of it. However an archive is nested, no
 * more is unpacked of all its runs than one may have, nor of the archives around them.
 */

export interface ReadRun {
  /** Of the file that the run was in, for people. */
  readonly name: string;
  readonly read: ReadRunFile;
}

const ENTRIES_LIMIT = 2000;
const RUNS_LIMIT = 100;
/** An archive of archives of runs; a downloaded folder may bring one more around it. */
const DEPTH_LIMIT = 3;

/**
 * Never throws: what can't be read as a run is among the answers, with the reason. There is always one.
 * @param limit of the file, and of all that is in it unpacked
 */
export function readRuns(name: string, bytes: Uint8Array<ArrayBuffer>, limit = RUN_FILE_LIMIT): readonly ReadRun[] {
  return new Reading(limit).file(name, bytes, 0);
}

/** How much of one file may still be unpacked. */
class Reading {
  readonly #limit: number;
  #bytesLeft: number;
  /** Of archives in archives, as they are before anything of them is unpacked. */
  #packedBytesLeft: number;
  #runsLeft = RUNS_LIMIT;

  constructor(limit: number) {
    this.#limit = limit;
    this.#bytesLeft = limit;
    this.#packedBytesLeft = limit;
  }

  file(name: string, bytes: Uint8Array<ArrayBuffer>, depth: number): readonly ReadRun[] {
    try {
      return this.#file(name, bytes, depth);
    } catch (error) {
      if (error instanceof TooManyEntries) return refused(name, 'not-a-run', error.message);
      if (error instanceof ZipError) return refused(name, 'damaged', error.message);
      throw error;
    }
  }

  #file(name: string, bytes: Uint8Array<ArrayBuffer>, depth: number): readonly ReadRun[] {
    if (bytes.length > this.#limit) {
      return refused(name, 'too-large', `${bytes.length} bytes, more than ${this.#limit}`);
    }
    if (!isArchive(bytes)) return refused(name, otherFileKind(name, bytes), 'it is no zip archive');
    const entries = withoutLitter(listEntries(bytes, ENTRIES_LIMIT));
    const folders = runFolders(entries);
    const runs = folders.map((folder) => this.#folder(folder === '' ? name : folderName(folder), folder, entries));
    const others = [...entries].filter(([path]) => !folders.some((folder) => path.startsWith(folder)));
    const kind = folders.length === 0 ? otherModelKind(others.map(([path]) => path)) : undefined;
    if (kind !== undefined) return refused(name, kind, 'its files are those of a model');
    const nested = others.flatMap(([path, entry]) => this.#nested(path, entry, depth));
    const all = [...runs, ...nested];
    return all.length > 0 ? all : refused(name, 'not-a-run', `it holds no ${MANIFEST_NAME}`);
  }

  #folder(name: string, folder: string, entries: ReadonlyMap<string, ZipEntry>): ReadRun {
    if (--this.#runsLeft < 0) return fault(name, 'too-large', `more than ${RUNS_LIMIT} runs`);
    const own = new Map(
      [...entries].flatMap(([path, entry]) => (path.startsWith(folder) ? [[path.slice(folder.length), entry]] : [])),
    );
    const read = readRunEntries(own, this.#bytesLeft);
    for (const { size } of own.values()) this.#bytesLeft -= read.ok ? size : 0;
    return { name, read };
  }

  #nested(path: string, entry: ZipEntry, depth: number): readonly ReadRun[] {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const isRun = name.toLowerCase().endsWith(RUN_FILE_ENDING);
    if (!isRun && (OTHER_ARCHIVES.test(name) || !isArchive(startOf(entry)))) return [];
    if (depth + 1 >= DEPTH_LIMIT) return refused(name, 'not-a-run', 'it lies in too many archives');
    if (entry.size > this.#packedBytesLeft)
      return refused(name, 'too-large', `${entry.size} bytes where ${this.#packedBytesLeft} are left`);
    this.#packedBytesLeft -= entry.size;
    try {
      return this.file(name, readEntry(entry, entry.size), depth + 1);
    } catch (error) {
      if (error instanceof ZipError) return refused(name, 'damaged', error.message);
      throw error;
    }
  }
}

/** Files of other programs that are archives too. */
const OTHER_ARCHIVES = /[.](npz|keras|pt|pth|docx|xlsx|pptx|od[tps]|epub|jar|apk)$/i;

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Folders as such, and what file managers leave in archives. */
const LITTER = /(^|[/])(__MACOSX[/].*|[.]_[^/]*|[.]DS_Store|Thumbs[.]db|desktop[.]ini)$|[/]$/i;

/** Some programs write paths as Windows does. */
function withoutLitter(entries: ReadonlyMap<string, ZipEntry>): ReadonlyMap<string, ZipEntry> {
  const named = [...entries].map(([path, entry]) => [path.replaceAll('\\', '/'), entry] as const);
  return new Map(named.filter(([path]) => !LITTER.test(path)));
}

/** Where runs lie unpacked; empty for the archive's own root. */
function runFolders(entries: ReadonlyMap<string, ZipEntry>): readonly string[] {
  const paths = [...entries.keys()].filter((path) => path === MANIFEST_NAME || path.endsWith(`/${MANIFEST_NAME}`));
  return paths.map((path) => path.slice(0, -MANIFEST_NAME.length));
}

function folderName(folder: string): string {
  const name = folder.slice(0, -1).split('/').at(-1) ?? '';
  return name.endsWith(RUN_FILE_ENDING) ? name : name + RUN_FILE_ENDING;
}

function fault(name: string, code: RunFileFaultCode, message: string): ReadRun {
  return { name, read: { ok: false, fault: { code, message } } };
}

function refused(name: string, code: RunFileFaultCode, message: string): readonly ReadRun[] {
  return [fault(name, code, message)];
}
