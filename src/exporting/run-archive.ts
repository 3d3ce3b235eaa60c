import { Zip, ZipDeflate } from 'fflate';
import { fileStem } from './make-file.ts';
import { RUN_FILE_ENDING, RUN_FILE_LIMIT, type RunFile } from './run-file.ts';
import { type LeftOut, withoutWeights, writeRunFile, zipDay } from './write-run-file.ts';
import { listEntries } from './zip-entries.ts';

/** What an archive may hold, but for one whose only run is larger. */
interface ArchiveLimits {
  readonly runs: number;
  /** Of the archive, and of all that is in it unpacked to the last. */
  readonly bytes: number;
}

const ARCHIVE_LIMITS: ArchiveLimits = { runs: 100, bytes: RUN_FILE_LIMIT };

/** What became of a run that was put into an archive. */
export interface ArchivedRun {
  /** Of its file in the archive. */
  readonly name: string;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Many runs in one zip archive, each as the `.fittingroom` file it is saved as alone, side by side and named by run. Runs
 * come one at a time, and of each only a blob stays, which browsers keep on disk when there are many: memory is that of the
 * largest run. An archive that could not be opened again as a whole, for its size or for all that would have to be
 * unpacked, goes on in another one.
 */
export class RunArchive {
  readonly #limits: ArchiveLimits;
  readonly #isWithWeights: boolean;
  readonly #archives: Blob[] = [];
  /** In lower case: many file systems take no heed of it. */
  readonly #names = new Set<string>();
  #writer: ArchiveWriter | undefined;
  #left: ArchiveLimits;

  constructor(isWithWeights: boolean, limits = ARCHIVE_LIMITS) {
    this.#isWithWeights = isWithWeights;
    this.#limits = limits;
    this.#left = limits;
  }

  add(run: RunFile): ArchivedRun {
    const { header } = run.record;
    const { bytes, leftOut } = writeRunFile(this.#isWithWeights ? run : withoutWeights(run));
    const name = this.#nameFor(fileStem(header));
    const size = bytes.length + ENTRY_BYTES + BLOCK_HEAD_BYTES * Math.ceil(bytes.length / BLOCK_BYTES);
    const cost = Math.max(size, unpackedBytes(bytes));
    if (this.#left.runs < 1 || this.#left.bytes < cost) this.#close();
    this.#writer ??= new ArchiveWriter();
    this.#left = { runs: this.#left.runs - 1, bytes: this.#left.bytes - cost };
    this.#writer.add(name, bytes, zipDay(header.savedAt));
    return { name, leftOut };
  }

  /** One archive, or several where one would be too large; none without runs. */
  finish(): readonly Blob[] {
    this.#close();
    return this.#archives;
  }

  #close(): void {
    if (this.#writer !== undefined) this.#archives.push(this.#writer.finish());
    this.#writer = undefined;
    this.#left = this.#limits;
  }

  /** Two runs may be called alike: the second is `NAME-2`. */
  #nameFor(stem: string): string {
    let name = `${stem}${RUN_FILE_ENDING}`;
    for (let count = 2; this.#names.has(name.toLowerCase()); count++) name = `${stem}-${count}${RUN_FILE_ENDING}`;
    this.#names.add(name.toLowerCase());
    return name;
  }
}

/** What is in a run file, unpacked. */
function unpackedBytes(file: Uint8Array<ArrayBuffer>): number {
  return [...listEntries(file, 100).values()].reduce((sum, { size }) => sum + size, 0);
}

/** The headers of an entry with a long name, beside it and in the directory. */
const ENTRY_BYTES = 1024;
/** Of deflated data that is not packed: RFC 1951, 3.2.4. */
const BLOCK_BYTES = 0xffff;
const BLOCK_HEAD_BYTES = 5;

class ArchiveWriter {
  readonly #parts: Blob[] = [];
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#chunks.push(new Uint8Array(chunk));
  });

  add(name: string, bytes: Uint8Array, mtime: number): void {
    // Packed already. As deflated data that is not packed it may be streamed, which readers refuse of stored data.
    const entry = new ZipDeflate(name, { level: 0 });
    entry.mtime = mtime;
    this.#zip.add(entry);
    entry.push(bytes, true);
    this.#keep();
  }

  finish(): Blob {
    this.#zip.end();
    this.#keep();
    return new Blob(this.#parts, { type: 'application/zip' });
  }

  /** What was written so far, out of this memory. */
  #keep(): void {
    this.#parts.push(new Blob(this.#chunks));
    this.#chunks = [];
  }
}
