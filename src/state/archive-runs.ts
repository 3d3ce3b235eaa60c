import type { ArchiveWork } from '../exporting/archive-work.ts';
import type { LeftOut } from '../exporting/write-run-file.ts';
import type { RunStorage, WholeRun } from '../runs/run-storage.ts';

/** Many saved runs as one file: read one at a time, so that no more than one is ever in the memory of the page. */

/** How far an archive has got. */
export interface ArchivedRuns {
  readonly done: number;
  readonly of: number;
}

interface RunArchiveFile {
  readonly name: string;
  readonly content: Blob;
}

/** `none`: no run could be read; `stopped`: the person gave it up. */
export type ArchiveResult =
  | {
      readonly ok: true;
      /** One, or several where one would be too large to be opened again. */
      readonly files: readonly RunArchiveFile[];
      /** Runs that are in it. */
      readonly count: number;
      /** Keys of runs that could not be read, and are not in it. */
      readonly unread: readonly string[];
      /** What runs do without whose file alone would have been too large. */
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly ok: false; readonly reason: 'none' | 'stopped' | 'failed' };

interface ArchiveOrder {
  readonly keys: readonly string[];
  readonly isWithWeights: boolean;
  /** Milliseconds since 1970, for the file's name. */
  readonly now: number;
}

/** @param signal gives it up */
export async function archiveRuns(
  storage: Pick<RunStorage, 'read' | 'readWhole'>,
  openArchive: (isWithWeights: boolean) => Promise<ArchiveWork>,
  { keys, isWithWeights, now }: ArchiveOrder,
  onProgress: (progress: ArchivedRuns) => void,
  signal: AbortSignal,
): Promise<ArchiveResult> {
  const read = isWithWeights ? (key: string) => storage.readWhole(key) : readRecord(storage);
  const leftOut = new Set<LeftOut>();
  const unread: string[] = [];
  let archive: ArchiveWork | undefined;
  try {
    archive = await openArchive(isWithWeights);
    for (const [done, key] of keys.entries()) {
      if (signal.aborted) return { ok: false, reason: 'stopped' };
      onProgress({ done, of: keys.length });
      const whole = await read(key);
      if (whole === undefined || !whole.ok) {
        unread.push(key);
        continue;
      }
      const added = await archive.add(whole.value);
      for (const what of added.leftOut) leftOut.add(what);
    }
    if (signal.aborted) return { ok: false, reason: 'stopped' };
    const count = keys.length - unread.length;
    if (count === 0) return { ok: false, reason: 'none' };
    const files = archiveFiles(await archive.finish(), now);
    return { ok: true, files, count, unread, leftOut: [...leftOut] };
  } catch {
    // What makes it could not be fetched, or there is no memory left.
    return { ok: false, reason: 'failed' };
  } finally {
    archive?.end();
  }
}

function readRecord(storage: Pick<RunStorage, 'read'>) {
  return async (key: string): Promise<{ readonly ok: true; readonly value: WholeRun } | undefined> => {
    const record = await storage.read(key);
    return record.ok ? { ok: true, value: { record: record.value, checkpoint: undefined } } : undefined;
  };
}

/** `fitting-room-runs-2026-11-30.zip`, and `…-2-of-3.zip` where there are several. */
function archiveFiles(contents: readonly Blob[], now: number): RunArchiveFile[] {
  const stem = `fitting-room-runs-${new Date(now).toISOString().slice(0, 10)}`;
  return contents.map((content, index) => ({
    name: contents.length === 1 ? `${stem}.zip` : `${stem}-${index + 1}-of-${contents.length}.zip`,
    content,
  }));
}
