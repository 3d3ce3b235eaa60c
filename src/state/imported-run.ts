import type { RunFile } from '../exporting/run-file.ts';
import type { RunPlace } from '../runs/browser-runs.ts';
import { type RunRecord, tidyLabels } from '../runs/run-record.ts';
import type { WholeRun } from '../runs/run-storage.ts';
import { historyBytes } from './run-snapshot.ts';

/**
 * A run from a file as it is saved here. It never takes the place of another run: a file may say any key. The same run
 * opened twice is saved once. One that nobody has named is called after its file.
 * @param now milliseconds since 1970
 */
export async function importedRun(
  { record, checkpoint }: RunFile,
  fileName: string,
  { storage, newKey }: Pick<RunPlace, 'storage' | 'newKey'>,
  now: number,
): Promise<{ readonly whole: WholeRun; readonly isKept: boolean }> {
  const { number: _, name = nameOf(fileName), ...header } = record.header;
  const before = await storage.read(header.key);
  const isKept = before.ok && isSameRun(before.value, record);
  const key = before.ok && !isKept ? newKey() : header.key;
  const { columns, evaluations } = record.history;
  const bytes = historyBytes(columns.losses.length, evaluations);
  const adopted: RunRecord = {
    ...record,
    header: { ...header, ...tidyLabels({ ...header, name }), key, savedAt: now, historyBytes: bytes },
  };
  return { whole: { record: adopted, checkpoint }, isKept };
}

function isSameRun(a: RunRecord, b: RunRecord): boolean {
  const losses = (record: RunRecord) => record.history.columns.losses;
  return (
    a.header.createdAt === b.header.createdAt &&
    a.header.status === b.header.status &&
    losses(a).length === losses(b).length &&
    losses(a).every((loss, step) => Object.is(loss, losses(b)[step]))
  );
}

/** As a run would be called that was saved under this name. */
function nameOf(fileName: string): string {
  return fileName.replace(/[.][^.]*$/, '').replace(/^fitting-room-/, '');
}
