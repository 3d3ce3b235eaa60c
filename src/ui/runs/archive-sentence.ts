import type { ArchiveResult } from '../../state/run-files.ts';
import { leftOutSentence } from '../export/run-file-sentences.ts';
import type { RunRow } from './run-rows.ts';

const NOT_MADE: Readonly<Record<Extract<ArchiveResult, { ok: false }>['reason'], string>> = {
  none: 'None of these runs is saved any more, so no file was made.',
  stopped: 'Cancelled; no file was made.',
  failed: 'The file could not be made. There may be too little memory, or no connection.',
};

/** What came of putting runs into one file. */
export function archiveSentence(result: ArchiveResult, rows: readonly Pick<RunRow, 'key' | 'name'>[]): string {
  if (!result.ok) return NOT_MADE[result.reason];
  const { files, count, unread, leftOut } = result;
  const runs = count === 1 ? '1 run' : `${count} runs`;
  const sentences = [
    files.length === 1
      ? `${files[0]?.name} with ${runs} is saved.`
      : `One zip would be too large to open again, so there are ${files.length} with ${runs} in all. Save each of them:`,
  ];
  if (unread.length > 0) {
    const names = unread.map((key) => rows.find((row) => row.key === key)?.name ?? 'a run');
    sentences.unshift(
      `Left out, because ${names.length === 1 ? 'it is' : 'they are'} no longer saved: ${names.join(', ')}.`,
    );
  }
  if (leftOut.length > 0) sentences.unshift(`Of the largest runs: ${leftOutSentence(leftOut)}`);
  return sentences.join(' ');
}
